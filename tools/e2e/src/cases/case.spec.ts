import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { WORKSPACE } from '../public-libs';
import { type Case, differences, type Outcome, isCase, readCase } from './case';

const expected = (changes: Partial<Case>): Case => ({
  args: ['score'],
  exit: 0,
  json: {},
  env: {},
  seconds: 1,
  ...changes,
});
const done: Outcome = { exit: 0, stdout: 'one\ntwo', stderr: 'three', out: null };

test.each<[Partial<Case>, Partial<Outcome>]>([
  [{}, {}],
  [{ match: 'two.+three' }, {}],
  [{ json: { 'a.1.b': 0.3333333 } }, { out: '{"a":[0,{"b":0.3333334}]}' }],
  [{ json: { a: [1], b: 'x' } }, { stdout: '{"a":[1],"b":"x"}' }],
])('%j is what happened', (changes, outcome) => {
  expect(differences(expected(changes), { ...done, ...outcome })).toEqual([]);
});

test.each<[Partial<Case>, Partial<Outcome>, string]>([
  [{ exit: 2 }, {}, 'exit code 0, expected 2'],
  [{}, { exit: null }, 'exit code null'],
  [{ match: '^two' }, {}, 'does not match'],
  [{ never: 'NaN' }, { stdout: 'AP NaN' }, 'matches NaN'],
  [{ json: { 'a.b': 1 } }, { out: '{"a":null}' }, 'a.b is undefined, expected 1'],
  [{ json: { a: 1 } }, { out: '{"a":1.001}' }, 'a is 1.001'],
  [{ json: { a: 1 } }, {}, 'no JSON'],
])('%j is told apart', (changes, outcome, reason) => {
  const found = differences(expected(changes), { ...done, ...outcome });
  expect(found.join()).toContain(reason);
});

test("the project's own cases can be read", () => {
  const folder = join(WORKSPACE, 'tools/e2e/cases');
  const names = readdirSync(folder).filter((name) => isCase(join(folder, name)));
  expect(names.length).toBeGreaterThan(30);
  for (const name of names) expect(readCase(join(folder, name)).args.length).toBeGreaterThan(0);
});
