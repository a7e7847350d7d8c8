import { createSyntheticDataset, syntheticSchema } from '@turbo-hoi/datasets';
import { parseExperiment } from '../../config/parse-experiment';
import { fitToData } from './fit-to-data';

const sized = (sizes: object, more: object = {}) => {
  const experiment = parseExperiment(
    {
      name: 'test',
      sampling: { images: 16 },
      training: { steps: 300 },
      fit: { passes: 30, leastSteps: 50 },
      ...more,
    },
    'test',
  );
  const dataset = createSyntheticDataset(syntheticSchema.parse(sizes));
  const lines: string[] = [];
  return { ...fitToData(experiment, dataset, (line) => lines.push(line)), lines };
};

test.each([
  [1, 50],
  [20, 50],
  [80, 150],
  [400, 300],
])('%d training images are %d steps', (train, steps) => {
  const { training, fit } = sized({ train, validation: 1, test: 1 });
  expect([training.steps, fit]).toEqual([steps, null]);
});

test('has four checkpoints and five validations, and says so', () => {
  const { training, lines } = sized({ train: 80, validation: 1, test: 1 });
  expect(training).toMatchObject({ checkpointEvery: 38, validateEvery: 30 });
  expect(lines).toEqual([
    'Sized to 80 training images: 150 steps of 16 images, a checkpoint every 38, a validation every 30 ' +
      '(fit.passes=30; at most training.steps=300).',
  ]);
});

test('validates nothing without validation images, and is evaluated on the split that has some', () => {
  const only = sized({ train: 80, validation: 0, test: 1 });
  expect([only.training.validateEvery, only.evaluation.split]).toEqual([null, 'test']);
  const other = sized({ train: 80, validation: 3, test: 0 });
  expect(other.evaluation.split).toBe('validation');
  expect(other.lines[0]).toBe(
    'The test split has no images; the model is evaluated on the validation split.',
  );
});

test('refuses a set of which nothing is held out', () => {
  expect(() => sized({ train: 80, validation: 0, test: 0 })).toThrow(
    'all images are for training, and none is left to show what a model has learned. Give some of them the split "test"',
  );
});

test('leaves a run alone that is not to be sized', () => {
  const { training, evaluation, lines } = sized(
    { train: 80, validation: 0, test: 0 },
    { fit: null },
  );
  expect([training.steps, evaluation.split, lines]).toEqual([300, 'test', []]);
});

test('--max-steps and --quick, which lower training.steps, still hold', () => {
  expect(sized({ train: 80, test: 1 }, { training: { steps: 20 } }).training.steps).toBe(20);
});
