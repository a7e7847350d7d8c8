import { claimsOf, claimWords } from './claims';
import type { ExperimentPlan } from './experiment-plan';
import type { Cell } from './experiment-table';

const plan: ExperimentPlan = {
  title: 'a test',
  configs: { turbo: 'a', alone: 'b' },
  settings: [],
  evaluations: {},
  columns: ['up', 'down', 'open', 'none'].map((score) => ({ title: score, score })),
  rows: [],
  differences: [
    {
      question: 'turbo over alone',
      of: [{ config: 'turbo' }, { config: 'alone' }],
      paper: { place: 'Fig. 3', scores: { up: 1, down: 2, open: 3, none: 4 } },
    },
    { question: 'not in the paper', of: [{ config: 'turbo' }, { config: 'alone' }] },
  ],
};

const cell = (config: string, seed: number, up: number, down: number, open: number): Cell => ({
  config,
  seed,
  results: { run: { initial: null, stages: [{ up, down, open, none: null }] } },
});
const alone = [1, 2, 3].map((seed) => cell('alone', seed, 10, 10, 10));
const turbo = [
  cell('turbo', 1, 12, 8, 12),
  cell('turbo', 2, 12.1, 8.1, 8),
  cell('turbo', 3, 11.9, 7.9, 10.5),
];

test('a difference appears if its interval is above 0, and is undecided if that contains 0', () => {
  const claims = claimsOf(plan, [...alone, ...turbo]);
  expect(claims.map(({ column, paper, verdict }) => [column, paper, verdict])).toEqual([
    ['up', 1, 'appears'],
    ['down', 2, 'opposite'],
    ['open', 3, 'undecided'],
    ['none', 4, 'untested'],
  ]);
  expect(claims[0]).toMatchObject({ place: 'Fig. 3', question: 'turbo over alone' });
});

test('one seed decides nothing', () => {
  const claims = claimsOf(plan, [alone[0], turbo[0]]);
  expect(claims[0]).toMatchObject({ found: { mean: 2, count: 1 }, verdict: 'undecided' });
});

test('words count the verdicts and say what chance alone would do', () => {
  const [counts, chance] = claimWords(claimsOf(plan, [...alone, ...turbo]));
  expect(counts).toBe(
    "The paper's 4 differences by their 95 % intervals here: 1 above 0 (appears), 1 below 0 (the other way round), " +
      '1 around 0, or of one seed (undecided), 1 not tested.',
  );
  // 1 - 0.975⁴
  expect(chance).toContain('in 10 % of experiments');
  expect(claimWords([])).toEqual([]);
});
