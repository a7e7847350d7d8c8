import { checkSameEvaluation, checkSameMeasures, type MeasuredCell } from './check-comparable';

const evaluation = { split: 'test' as const, images: null, detector: null, metrics: null };
const configured = (config: string, dataset: object = {}, changes: object = {}) => ({
  config,
  experiment: {
    dataset: { kind: 'synthetic', ...dataset },
    evaluation: { ...evaluation, ...changes },
  },
});

test('configs are measured alike whatever they are trained on', () => {
  const same = [configured('a', { train: 10 }), configured('b', { train: 20 }), configured('c')];
  expect(() => checkSameEvaluation(same)).not.toThrow();
  expect(() => checkSameEvaluation([])).not.toThrow();
});

test.each([
  [configured('b', { seed: 2 }), 'dataset.seed is undefined and 2.'],
  [configured('b', { kind: 'vcoco' }), 'dataset.kind is "synthetic" and "vcoco".'],
  [configured('b', {}, { split: 'validation' }), 'evaluation.split is "test" and "validation".'],
  [
    configured('b', {}, { metrics: [{ kind: 'hico' }] }),
    'evaluation.metrics is null and [{"kind":"hico"}].',
  ],
])('configs that are measured differently are refused: %#', (other, reason) => {
  expect(() => checkSameEvaluation([configured('a'), other])).toThrow(
    `a and b are measured differently, so that their scores cannot stand in one table: ${reason}`,
  );
});

function measured(config: string, split: string, images = 600, keys = ['apRole']): MeasuredCell {
  const result = { evaluation: { split, images }, columns: keys.map((key) => ({ key })) };
  return { config, seed: 1, results: { run: result } };
}

test('results of one split and evaluator are averaged, others are not', () => {
  const first = measured('a', 'test');
  expect(() => checkSameMeasures([first, measured('b', 'test')])).not.toThrow();
  expect(() => checkSameMeasures([])).not.toThrow();
  expect(() => checkSameMeasures([first, measured('b', 'validation')])).toThrow(
    'Results of different splits or evaluators are not averaged: a, seed 1 was measured on 600 images of test (apRole), ' +
      'b, seed 1 on 600 images of validation (apRole).',
  );
  for (const other of [measured('b', 'test', 60), measured('b', 'test', 600, ['apHoi'])])
    expect(() => checkSameMeasures([first, other])).toThrow('are not averaged');
});
