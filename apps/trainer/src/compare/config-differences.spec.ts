import { configDifferences } from './config-differences';

const stage = (kind: string, lambdaPose = 1) => ({ mask: { kind }, lambdaPose });
const config = (name: string, seed: number, stages: object[]) => ({ name, seed, stages });

test('lists only what differs, without names', () => {
  const configs = [config('a', 1, [stage('conv')]), config('b', 2, [stage('conv')])];
  expect(configDifferences(configs)).toEqual([{ field: 'seed', values: ['1', '2'] }]);
  expect(configDifferences([configs[0], configs[0]])).toEqual([]);
});

test('neighbouring stages that differ in the same way are one field', () => {
  const [a, b] = ['conv', 'none'].map((kind) =>
    config('', 1, [stage(kind), stage(kind), stage('full'), stage(kind, kind === 'none' ? 2 : 1)]),
  );
  expect(configDifferences([a, b])).toEqual([
    { field: 'stages[0-1].mask.kind', values: ['"conv"', '"none"'] },
    { field: 'stages[3].mask.kind', values: ['"conv"', '"none"'] },
    { field: 'stages[3].lambdaPose', values: ['1', '2'] },
  ]);
});

test('a stage that one config lacks is a dash, and a long part is cut', () => {
  const long = { mask: { kind: 'x'.repeat(100) } };
  const [{ field, values }] = configDifferences([config('', 1, []), config('', 1, [long])]);
  expect([field, values[0]]).toEqual(['stages[0]', '–']);
  expect(values[1]).toMatch(/^\{"mask":\{"kind":"x+…$/);
  expect(values[1]).toHaveLength(60);
});

test('a plugin that one config lacks is shown by its kind', () => {
  const [a, b] = [{ kind: 'skeleton', width: 4 }, null].map((pose) => ({ pose }));
  expect(configDifferences([a, b])).toEqual([
    { field: 'pose', values: ['{"kind":"skeleton",…}', 'null'] },
  ]);
});

test('three configs: a field in which only the last differs', () => {
  const configs = [1, 1, 2].map((seed) => config('', seed, []));
  expect(configDifferences(configs)).toEqual([{ field: 'seed', values: ['1', '1', '2'] }]);
});
