import type { RunResult } from '@turbo-hoi/experiment/node';
import { claimsOf, claimWords } from './claims';
import type { ExperimentPlan } from './experiment-plan';
import { experimentReport, type ReportedCell } from './experiment-report';

const plan: ExperimentPlan = {
  title: 'a test',
  configs: { deep: 'a', flat: 'b' },
  settings: [],
  evaluations: {},
  columns: [
    { title: 'AP', score: 'apRole', chart: 'AP role' },
    { title: 'boxes', score: 'boxAp50' },
  ],
  rows: [
    { config: 'deep', stage: 'prior' },
    { config: 'deep' },
    { config: 'flat' },
    { config: null, name: 'paper alone', paper: { place: 'Table 2', scores: { apRole: 40 } } },
  ],
  differences: [
    {
      question: 'deep over flat',
      of: [{ config: 'deep' }, { config: 'flat' }],
      paper: { place: 'text', scores: { apRole: 1.1 } },
    },
  ],
};

function cell(config: string, seed: number, apRole: number, seconds = 60): ReportedCell {
  const run = {
    backend: 'cpu',
    device: 'CPU',
    node: 'v20',
    steps: 10,
    seconds,
    evaluation: { split: 'test', images: 60, seconds: 1 },
    initial: { stage: 0 },
    stages: [{ stage: 1, apRole }],
    prior: { apRole: 5 },
    boxes: { ap: 1, ap50: 2 },
    columns: [],
  };
  return { config, source: `config-${config}`, seed, results: { run: run as never as RunResult } };
}

const options = { seeds: 2, firstSeed: 1, jobs: 2, backend: 'auto', pictures: true };

function reportOf(cells: readonly ReportedCell[], set?: readonly string[]) {
  const claims = claimsOf(plan, cells);
  const about = { name: 'test', dataset: 'embedded' as const, plan, options: { ...options, set } };
  return experimentReport(about, cells, { claims, words: claimWords(claims), pictures: [] });
}

const cells = [cell('deep', 1, 20), cell('deep', 2, 24, 90), cell('flat', 1, 10)];

test('bars are the rows with scores, all seeds of each, without the prior', () => {
  const [chart, ...more] = reportOf(cells).charts;
  expect(more).toEqual([]);
  expect(chart.title).toBe('AP role');
  expect(chart.bars.map(({ label, values, deviation }) => [label, values, deviation])).toEqual([
    ['deep', [20, 24], Math.sqrt(8)],
    ['flat', [10], NaN],
  ]);
});

test("the paper's differences are rows with a verdict", () => {
  expect(reportOf(cells).claims.rows).toEqual([
    { label: 'deep over flat · AP', mean: 10, margin: NaN, stated: 1.1, word: 'undecided' },
  ]);
});

test('facts name what was measured, and tables have the numbers and the cells', () => {
  const { facts, tables } = reportOf(cells);
  expect(Object.fromEntries(facts)).toMatchObject({
    Data: 'embedded',
    'Measured on': '60 test images',
    Seeds: '1, 2',
    'Time of a cell': '1 min 00 s',
  });
  const [scores, differences, trained] = tables;
  expect(scores.rows).toContainEqual(['paper alone', '–', '40', '–', 'Table 2']);
  expect(differences.rows).toEqual([['deep over flat', '+10.0', '+1.1', '+0.0', 'text']]);
  expect(trained.rows).toHaveLength(3);
});

test('the command repeats the settings, quoted where a shell would change them', () => {
  expect(reportOf(cells, ['a=1', 'b=[1, 2]']).command).toBe(
    "npx nx run trainer:experiment -- test --dataset embedded --seeds 2 --jobs 2 --set a=1 --set 'b=[1, 2]'",
  );
});

test('an experiment without a finished cell has a report', () => {
  const { charts, claims, facts } = reportOf([]);
  expect([charts, claims.rows[0].word]).toEqual([[], 'not tested']);
  expect(Object.fromEntries(facts)).toMatchObject({ Cells: '0', Seeds: '–' });
});
