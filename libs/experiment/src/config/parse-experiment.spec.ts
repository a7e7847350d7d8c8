import { applySettings, parseExperiment } from './parse-experiment';
import { parseSetting } from './setting';
import { withStageNumbers } from './stage-numbers';

const parse = (data: object) => parseExperiment({ name: 'test', ...data }, 'Config test');

test('an experiment without content is complete', () => {
  const experiment = parse({});
  expect(experiment.stages).toHaveLength(3);
  expect(parseExperiment(structuredClone(experiment), 'again')).toEqual(experiment);
});

test('it survives JSON', () => {
  expect(JSON.parse(JSON.stringify(parse({})))).toEqual(parse({}));
});

test.each([
  [{ trainng: {} }, 'unknown field "trainng", did you mean "training"? Fields here: name, seed, '],
  [
    { stages: [{}, { lambdPose: 1 }] },
    'stages[1]: unknown field "lambdPose", did you mean "lambdaPose"? Fields here: hoi, pose, mask, ',
  ],
  [{ training: { steps: 'x' } }, 'training.steps: got "x"; expected a number.'],
  [{ training: { steps: 0 } }, 'training.steps: got 0; expected more than 0.'],
  [{ training: { steps: 1.5 } }, 'training.steps: got 1.5; expected a whole number.'],
  [{ stages: [] }, 'stages: got []; expected at least 1 entries.'],
  [{ stages: [{ mask: {} }] }, 'stages[0].mask.kind: got nothing; expected a text.'],
  [{ dataset: 'synthetic' }, 'dataset: got "synthetic"; expected an object.'],
  [
    { evaluation: { split: 'tst' } },
    'evaluation.split: got "tst"; expected "validation" or "test".',
  ],
  [{ name: 'a/b' }, 'name: expected letters, digits, ".", "_" and "-" only'],
])('%j: %s', (data, message) => {
  expect(() => parse(data)).toThrow(message);
});

test('reports every issue', () => {
  const data = { seed: -1, plugins: [3] };
  expect(() => parse(data)).toThrow(
    'Config test:\n  seed: got -1; expected at least 0.\n  plugins[0]: got 3; expected a text.',
  );
});

test('settings apply in order, the last one takes precedence', () => {
  const settings = ['seed=1', 'stages[1].mask.kind=none', 'seed=2'].map(parseSetting);
  const experiment = applySettings(parse({}), settings);
  expect(experiment.seed).toBe(2);
  expect(experiment.stages.map(({ mask }) => mask.kind)).toEqual([
    'separable',
    'none',
    'separable',
  ]);
});

test('names a setting that does not fit', () => {
  const settings = [parseSetting('seed=1'), parseSetting('stages[2].lambdaHoi=-1')];
  expect(() => applySettings(parse({}), settings)).toThrow(
    '--set stages[2].lambdaHoi=-1:\n  stages[2].lambdaHoi: got -1; expected at least 0.',
  );
});

test.each([
  ['stages[1].mask: bad', 'stages[1].mask (stage 2): bad'],
  ['stages[0]: bad', 'stages[0] (stage 1): bad'],
  ['stages[1].pose (stage 2): bad', 'stages[1].pose (stage 2): bad'],
  ['--set stages[1].mask.kind=none: bad', '--set stages[1].mask.kind=none: bad'],
])('%s: messages also count stages from 1', (message, expected) => {
  expect(withStageNumbers(message)).toBe(expected);
});
