import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ChosenBackend } from '@turbo-hoi/backends';
import { setting } from '../setting';
import { comparePeer, type ComparePeerOptions } from './compare-peer';

const fake = join(__dirname, '../../testing/fake-peer.cjs');
const [, ownScript] = process.argv;
let folder: string;
let python: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'turbo-hoi-'));
  python = join(folder, 'python');
  await writeFile(python, `#!/bin/sh\nexec "${process.execPath}" "${fake}" "$@"\n`, {
    mode: 0o755,
  });
  // Our side is this command line, started again.
  process.argv[1] = fake;
});
afterAll(async () => {
  process.argv[1] = ownScript;
  await rm(folder, { recursive: true });
});
beforeEach(() => {
  jest.spyOn(process.stdout, 'write').mockReturnValue(true);
});
afterEach(() => {
  jest.restoreAllMocks();
  delete process.env.FAKE_PEER;
});

const backend: ChosenBackend = { name: 'wasm', device: 'CPU', version: 'tfjs', notes: [] };

async function compared(options: Partial<ComparePeerOptions>): Promise<string> {
  const where = { ...setting(), backend };
  const counts = { rounds: 2, steps: 4, warmup: 1, threads: 3 };
  await comparePeer({ peer: python, names: ['published'], ...counts, where, ...options });
  return jest
    .mocked(process.stdout.write)
    .mock.calls.map(([text]) => text)
    .join('');
}

test('a line of JSON has both sides, their ratio, and where they were timed', async () => {
  const line = JSON.parse(await compared({ json: true }));
  expect(line).toMatchObject({
    size: 'published',
    threads: 3,
    rounds: 2,
    steps: 4,
    versions: { python: '3.11.7', torch: '2.15.0+cpu' },
    backend: { name: 'wasm' },
    parameters: 10,
    ours: { peakMegabytes: 500, milliseconds: { step: { median: 30, min: 30, max: 30 } } },
    peer: { milliseconds: { step: { median: 20 } } },
    ratio: { step: { median: 1.5, min: 1.5, max: 1.5 } },
  });
  expect(line.command).toMatch(/^trainer/);
  expect(Date.parse(line.date)).not.toBeNaN();
  expect(Object.keys(line.machine)).toEqual(['processor', 'cores']);
});

test('a case without a peer is timed alone, and needs no PyTorch', async () => {
  process.env.FAKE_PEER = JSON.stringify({ versions: { torch: null } });
  expect(await compared({ names: ['published-vcoco'] })).toMatch(
    /\nstep +30\.0 .* –(.|\n)*\nNo peer: the program in PyTorch knows neither micro-steps/,
  );
});

test('a peer of other parameters is an error, not a ratio', async () => {
  process.env.FAKE_PEER = JSON.stringify({ report: { parameters: 11 } });
  await expect(compared({})).rejects.toThrow(
    'published: parameters: 10 on our side, 11 on the peer',
  );
});

test('a peer that crashes is an error with its last words', async () => {
  process.env.FAKE_PEER = JSON.stringify({ crash: 'RuntimeError: out of memory' });
  await expect(compared({})).rejects.toThrow(
    'pytorch_peer.py (published) ended with code 3:\n  RuntimeError: out of memory',
  );
});
