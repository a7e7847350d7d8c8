import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256 } from '../sha256';
import { configHash } from './config-hash';
import { environmentWarning } from './environment-warning';
import { parseCheckpointState } from './parse-checkpoint-state';

// Of the first 20 steps of the config `annotated`, when format 2 was new.
const golden = JSON.parse(
  readFileSync(join(__dirname, '__golden__/state-format-2.json'), 'utf8'),
) as Record<string, unknown>;
const parse = (changes: object) => parseCheckpointState({ ...golden, ...changes }, 'at/hand');

it('reads a state that was written long ago, and one without its data set', () => {
  expect(parse({})).toEqual(golden);
  const { dataset, ...older } = golden;
  expect(parse({ format: 1, dataset: undefined })).toMatchObject({ ...older, format: 1 });
  expect(dataset).toBeDefined();
});

it.each<[string, object, string]>([
  ['a newer format', { format: 3 }, 'state.json has format 3, expected 1 or 2. Read it with the'],
  ['no format', { format: undefined }, 'state.json has no format, expected 1 or 2. Read it with'],
  ['another config', { config: {} }, 'the config in state.json was changed after it was written.'],
  ['a wrong field', { step: -1 }, 'state.json: step: got -1; expected at least 0. Use another'],
  ['a field too many', { age: 1 }, 'state.json: unknown field "age". Fields here: format, step,'],
  [
    'a field inside',
    { environment: { backend: 'cpu', version: '1' } },
    'state.json: environment.cores: got nothing; expected a number. Use',
  ],
])('refuses %s and says which checkpoint', (_, changes, message) => {
  expect(() => parse(changes)).toThrow(`Cannot use the checkpoint at/hand: ${message}`);
  expect(() => parse(changes)).toThrow(expect.objectContaining({ kind: 'checkpoint' }));
});

it.each([null, undefined, 3, ['mine'], 'text'])('refuses %j, which is no state', (json) => {
  expect(() => parseCheckpointState(json, 'x')).toThrow('has no format, expected 1 or 2');
});

it('hashes a config regardless of the order of its fields', () => {
  expect(configHash({ a: 1, b: { c: [1, 2], d: 2 } })).toBe(
    configHash({ b: { d: 2, c: [1, 2] }, a: 1 }),
  );
  expect(configHash({ a: [1, 2] })).not.toBe(configHash({ a: [2, 1] }));
});

it.each([0, 1, 63, 64, 1000])('hashes %d bytes as Node does', (length) => {
  const bytes = Uint8Array.from({ length }, (_, i) => 7 * i);
  expect(sha256(bytes)).toBe(createHash('sha256').update(bytes).digest('hex'));
});

it('warns of another environment only', () => {
  const environment = { backend: 'cpu', version: '4.22.0', cores: 2 };
  expect(environmentWarning(environment, { ...environment })).toBeNull();
  expect(environmentWarning(environment, { backend: 'wasm', version: '4.22.0', cores: 4 })).toBe(
    'Resumed in another environment (backend cpu → wasm, number of cores 2 → 4): ' +
      'losses will differ slightly from an uninterrupted run.',
  );
});

it('refuses to hash or read what is nested without end', () => {
  const deep = JSON.parse(`${'['.repeat(20_000)}${']'.repeat(20_000)}`);
  expect(() => configHash({ seed: deep })).toThrow(expect.objectContaining({ kind: 'config' }));
  expect(() => parse({ config: deep })).toThrow(expect.objectContaining({ kind: 'checkpoint' }));
});
