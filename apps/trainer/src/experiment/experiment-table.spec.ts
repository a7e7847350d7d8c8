import type { ExperimentPlan } from './experiment-plan';
import { type Cell, differenceRows, markdownTables, scoreRows } from './experiment-table';

const plan: ExperimentPlan = {
  title: 'a test',
  configs: { deep: 'a', flat: 'b' },
  settings: [],
  evaluations: { noisy: [] },
  columns: [
    { title: 'AP', score: 'ap' },
    { title: 'AP, noisy', evaluation: 'noisy', score: 'ap' },
  ],
  rows: [{ config: 'deep', stage: 0 }, { config: 'deep', stage: 1 }, { config: 'deep' }],
  differences: [{ question: 'deep over flat', of: [{ config: 'deep' }, { config: 'flat' }] }],
};

function cell(config: string, seed: number, stages: readonly (number | null)[]): Cell {
  const result = { initial: { ap: null }, stages: stages.map((ap) => ({ ap })) };
  return { config, seed, results: { run: result, noisy: { initial: null, stages: [{}] } } };
}

const cells = [
  cell('deep', 1, [10, 20]),
  cell('deep', 2, [12, 26]),
  cell('deep', 3, [14, 0]),
  cell('flat', 1, [15]),
  cell('flat', 2, [19]),
];

test('rows are means over seeds of a stage, by default the last', () => {
  const [initial, first, last] = scoreRows(plan, cells);
  expect(initial).toEqual({ name: 'deep, stage 0', scores: [null, null] });
  expect(first.scores[0]).toMatchObject({ count: 3, mean: 12, deviation: 2 });
  expect(last).toMatchObject({ name: 'deep', scores: [{ mean: 46 / 3 }, null] });
});

test('differences are paired: only seeds that both have count', () => {
  const [{ name, scores }] = differenceRows(plan, cells);
  expect(name).toBe('deep over flat');
  // 5 and 7; the 97.5 % quantile of one degree of freedom is 12.706.
  expect(scores[0]).toMatchObject({ count: 2, mean: 6 });
  expect(scores[0]!.margin).toBeCloseTo(12.706);
});

test('tables show spread and interval, and a dash where there is nothing', () => {
  const lines = markdownTables(plan, cells).split('\n');
  expect(lines[0]).toBe('|  | AP | AP, noisy |');
  expect(lines).toContain('| deep, stage 1 | 12.0 ± 2.0 | – |');
  expect(lines).toContain('| deep over flat | +6.0 [-6.7, +18.7] | – |');
  expect(markdownTables(plan, [cell('deep', 1, [1.25])])).toContain('| deep, stage 1 | 1.3 | – |');
});

test('the prior and the boxes of a run are rows and columns too', () => {
  const scored: ExperimentPlan = {
    ...plan,
    columns: [
      { title: 'AP', score: 'ap' },
      { title: 'boxes', score: 'boxAp50' },
    ],
    rows: [{ config: 'deep', stage: 'prior' }, { config: 'deep' }],
  };
  const run = { initial: null, stages: [{ ap: 7 }], prior: { ap: 3 }, boxes: { ap50: 90 } };
  const [prior, deep] = scoreRows(scored, [{ config: 'deep', seed: 1, results: { run } }]);
  expect(prior).toMatchObject({ name: 'prior', scores: [{ mean: 3 }, null] });
  expect(deep.scores).toMatchObject([{ mean: 7 }, { mean: 90 }]);
});

test("the paper's numbers stand beside their columns, those of rows that nothing here has too", () => {
  const paper = { place: 'Table 2', scores: { ap: 42 } };
  const compared: ExperimentPlan = {
    ...plan,
    rows: [
      { config: 'deep', paper },
      { config: null, name: 'InteractNet', paper: { ...paper, scores: { ap: 40 } } },
    ],
    differences: [{ ...plan.differences[0], paper: { place: 'text', scores: { ap: 2 } } }],
  };
  expect(markdownTables(compared, cells).split('\n')).toEqual([
    '|  | AP | paper | AP, noisy | paper | in the paper |',
    '| --- | --- | --- | --- | --- | --- |',
    '| deep | 15.3 ± 13.6 | 42 | – | 42 | Table 2 |',
    '| InteractNet | – | 40 | – | 40 | Table 2 |',
    '',
    '| difference | AP | paper | AP, noisy | paper | in the paper |',
    '| --- | --- | --- | --- | --- | --- |',
    '| deep over flat | +6.0 [-6.7, +18.7] | +2.0 | – | +2.0 | text |',
  ]);
});

test('a score may lie within another', () => {
  const nested = { ...plan, columns: [{ title: 'full', score: 'hico.default.full' }] };
  const run = { initial: null, stages: [{ hico: { default: { full: 11 } } }] };
  const rows = (result: typeof run) =>
    scoreRows(nested, [{ config: 'deep', seed: 1, results: { run: result } }]);
  expect(rows(run)[2].scores[0]).toMatchObject({ mean: 11 });
  const without = { initial: null, stages: [{ hico: null }] };
  expect(rows(without as never)[2].scores).toEqual([null]);
});
