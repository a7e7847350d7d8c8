import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { faultOf } from '../readers/faulty';
import { type FuzzOptions, runReader } from './run-reader';

let out: string;
beforeEach(() => (out = mkdtempSync(join(tmpdir(), 'turbo-hoi-fuzz-spec-'))));
afterEach(() => rmSync(out, { recursive: true }));

const options = (inputs: number): FuzzOptions => ({
  inputs,
  seed: 0,
  from: 0,
  out,
  hangMilliseconds: 10_000,
});

describe('runReader', () => {
  it.each(['pickle', 'mat'])('finds no failure in %s', async (reader) => {
    const { counts, peakMegabytes } = await runReader(reader, options(300));
    expect(counts).toMatchObject({ error: 0, memory: 0, hang: 0, death: 0 });
    expect(counts.accepted + counts.refused).toBe(300);
    expect(Math.min(counts.accepted, counts.refused)).toBeGreaterThan(10);
    expect(peakMegabytes).toBeGreaterThan(20);
  });

  it('counts every kind of failure, keeps the input, and continues after it', async () => {
    const small = { ...options(30), seed: 28, hangMilliseconds: 2000 };
    const { counts } = await runReader('faulty', small);
    expect(counts).toEqual({ accepted: 26, refused: 0, error: 1, memory: 1, hang: 1, death: 1 });
    const kept = readdirSync(join(out, 'faulty')).sort();
    const inputs = [2, 5, 11, 24].map((index) => `${index}-zeros`);
    expect(kept).toEqual(inputs.flatMap((name) => [name, `${name}.txt`]).sort());
    const faults = inputs.map((name) => faultOf(readFileSync(join(out, 'faulty', name))));
    expect(faults).toEqual(['memory', 'death', 'hang', 'error']);
    const text = readFileSync(join(out, 'faulty', '24-zeros.txt'), 'utf8');
    expect(text).toMatch(/^TypeError: faulty\n +at/);
  });
});
