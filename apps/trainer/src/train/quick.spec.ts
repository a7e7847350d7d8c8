import { createSyntheticDataset, syntheticSchema } from '@turbo-hoi/datasets';
import { parseExperiment, type ExperimentInput } from '@turbo-hoi/experiment';
import { runFiles } from '@turbo-hoi/experiment/node';
import { checkQuickData, quickPlan } from './quick';

const quickOf = async (input: ExperimentInput = {}) => {
  const experiment = parseExperiment({ name: 'test', ...input }, 'test');
  const files = runFiles('unwritten');
  const { plan, line } = await quickPlan({ experiment, files, plugins: [], resume: false });
  return { experiment: plan.experiment, line };
};

test('bounds steps, warm-up and images, and takes annotated boxes in place of a detector to be trained', async () => {
  const { experiment, line } = await quickOf({
    detector: { kind: 'small-faster-rcnn' },
    init: { stem: 'detector', hoi: 'runs/other' },
    training: { steps: 400 },
    schedule: { warmupSteps: 50, milestones: [0.77] },
  });
  expect(experiment.training.steps).toBe(60);
  expect(experiment.schedule).toMatchObject({ warmupSteps: 6, milestones: [0.77] });
  expect(experiment.evaluation.images).toBe(60);
  expect(experiment.detector).toEqual({ kind: 'annotated' });
  expect(experiment.init).toEqual({ hoi: 'runs/other' });
  expect(line).toBe(
    '--quick: 60 steps, evaluation of at most 60 images, on annotated boxes (detector.kind=annotated) ' +
      'since "small-faster-rcnn" would have to be trained first. Its scores are not those of the config.',
  );
});

test('keeps what asks for less, and a detector that has weights or needs none', async () => {
  const less = {
    training: { steps: 20 },
    schedule: { warmupSteps: 1, milestones: [] },
    evaluation: { images: 5 },
  };
  const given = { kind: 'small-faster-rcnn', weights: 'w.safetensors' };
  const kept = await quickOf({ ...less, detector: given, init: { stem: 'detector' } });
  expect(kept.experiment).toMatchObject({ ...less, detector: given, init: { stem: 'detector' } });
  expect(kept.line).toBe(
    '--quick: 20 steps, evaluation of at most 5 images. Its scores are not those of the config.',
  );
  const noise = { kind: 'detection-noise' };
  expect((await quickOf({ detector: noise })).experiment.detector).toEqual(noise);
  const rpn = { init: { rpn: 'w.safetensors' } };
  expect((await quickOf(rpn)).experiment.detector.kind).toBe('small-faster-rcnn');
});

test('milestones in steps keep their share of the run', async () => {
  const { experiment } = await quickOf({
    training: { steps: 400 },
    schedule: { milestones: [100, 0.5, 900] },
  });
  expect(experiment.schedule.milestones).toEqual([0.25, 0.5, 900]);
});

const dataset = (sizes: object) => createSyntheticDataset(syntheticSchema.parse(sizes));
const experiment = parseExperiment({ name: 'test', sampling: { images: 8 } }, 'test');

test('a split without images to evaluate on is refused, a training split below one step is told', () => {
  expect(checkQuickData(experiment, dataset({ train: 8, test: 1 }))).toBeNull();
  expect(checkQuickData(experiment, dataset({ train: 5, test: 1 }))).toBe(
    'The training split has 5 images, fewer than the 8 of a step (sampling.images): steps repeat them.',
  );
  const empty = dataset({ train: 8, test: 0 });
  expect(() => checkQuickData(experiment, empty)).toThrow(
    'the test split of the data set has no images to evaluate on; choose another with --set evaluation.split=validation',
  );
  const onValidation = {
    ...experiment,
    evaluation: { ...experiment.evaluation, split: 'validation' },
  } as const;
  expect(() => checkQuickData(onValidation, dataset({ validation: 0 }))).toThrow(
    'evaluation.split=test',
  );
});

test.each([
  [0.06, 0.06],
  [0.5, 0.1],
  [50, 6],
])('a warm-up of %d becomes %d: a tenth of the steps at most', async (warmupSteps, bounded) => {
  const { experiment } = await quickOf({ schedule: { warmupSteps } });
  expect(experiment.schedule.warmupSteps).toBe(bounded);
});
