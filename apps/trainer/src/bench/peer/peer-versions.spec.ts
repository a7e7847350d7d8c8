import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { peerVersions } from './peer-versions';

let folder: string;
let python: string;

/** A program that starts the fake peer, as a Python would start a script. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'turbo-hoi-'));
  python = join(folder, 'python');
  const fake = join(__dirname, '../../testing/fake-peer.cjs');
  await writeFile(python, `#!/bin/sh\nexec "${process.execPath}" "${fake}" "$@"\n`, {
    mode: 0o755,
  });
});
afterAll(() => rm(folder, { recursive: true }));
afterEach(() => delete process.env.FAKE_PEER);

const behave = (behaviour: object) => {
  process.env.FAKE_PEER = JSON.stringify(behaviour);
};

test('returns the versions of Python and of the packages', async () => {
  expect(await peerVersions(python, ['torch', 'torchvision'])).toEqual({
    python: '3.11.7',
    torch: '2.15.0+cpu',
    torchvision: '0.29.2',
  });
});

test.each([
  ['2.9.1', 'torch 2.9.1 is too old'],
  ['1.99.0', 'torch 1.99.0 is too old'],
  [null, 'torch is missing'],
])('torch %s will not do', async (torch, found) => {
  behave({ versions: { torch } });
  const failed = peerVersions(python, ['torch', 'torchvision']);
  await expect(failed).rejects.toMatchObject({ kind: 'usage' });
  await expect(failed).rejects.toThrow(
    `${python} (Python 3.11.7): ${found}. Install what is needed with\n  ${python} -m pip install "torch>=2.15.0"`,
  );
});

test.each(['2.15.1', '2.100.0', '3.0'])('torch %s will do', async (torch) => {
  behave({ versions: { torch } });
  await expect(peerVersions(python, ['torch'])).resolves.toMatchObject({ torch });
});

test('outside a clone of the repository there is nothing to run', async () => {
  await expect(peerVersions(python, [], folder)).rejects.toThrow(
    `--peer: needs ${join(folder, 'versions.py')}; run in a clone of the repository.`,
  );
});
