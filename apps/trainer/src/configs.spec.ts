import { isDeepStrictEqual } from 'node:util';
import { embeddedDetector } from '@turbo-hoi/datasets/node';
import { type Container } from 'inversify';
import {
  builtInConfigs,
  composeExperiment,
  createRunContainer,
  type Experiment,
  initializeModel,
  loadExperiment,
} from '@turbo-hoi/experiment/node';
import { CONFIGS } from './configs';

const SYNTHETIC = { kind: 'synthetic' };

/** The experiment on what is here: other data sets, weights of detectors and models of packages are not, all else of the configs is. */
const onSynthetic = (experiment: Experiment): Experiment => ({
  ...experiment,
  dataset: SYNTHETIC,
  detector: onHand(experiment.detector),
});

function onHand(detector: Experiment['detector']): Experiment['detector'] {
  if (detector.kind === 'faster-rcnn') return { ...detector, weights: 'weights.safetensors' };
  return detector.kind === 'npm-models' ? { kind: 'annotated' } : detector;
}

let container: Container;
beforeAll(async () => (container = await createRunContainer([])));

test.each(builtInConfigs(CONFIGS))('config %s fits its plugins', async (name) => {
  const { experiment } = await loadExperiment(name, [], '/', CONFIGS);
  const composed = await composeExperiment(container, onSynthetic(experiment));
  expect(composed.experiment).toMatchObject({ name, dataset: { kind: 'synthetic', size: 160 } });
  const again = await composeExperiment(container, composed.experiment);
  expect(again.experiment).toEqual(composed.experiment);
});

test.each([
  ['turbo-3', 3, 3],
  ['annotated', 3, 3],
  ['turbo-2', 2, 2],
  ['turbo-1', 1, 1],
  ['explicit', 1, 1],
  ['multi-task', 1, 1],
  ['hoi-only', 3, 0],
  ['interactnet', 1, 0],
  ['gupta-malik', 1, 0],
  ['pose-only', 0, 3],
  ['mask-rcnn', 0, 0],
  ['rmpe', 0, 0],
  ['paper', 3, 3],
  ['vcoco', 3, 3],
  ['hico', 3, 3],
  ['published-vcoco', 3, 3],
  ['published-interactnet', 1, 0],
  ['published-gupta-malik', 1, 0],
  ['hico-interactnet', 1, 0],
  ['hico-gupta-malik', 1, 0],
  ['published-hico-interactnet', 1, 0],
  ['published-hico-gupta-malik', 1, 0],
  ['published-mask-rcnn', 0, 0],
  ['photo', 0, 0],
])('%s has %d HOI modules and %d pose modules', async (name, hoi, pose) => {
  const { stages } = (await loadExperiment(name, [], '/', CONFIGS)).experiment;
  expect(stages.filter((stage) => stage.hoi)).toHaveLength(hoi);
  expect(stages.filter((stage) => stage.pose)).toHaveLength(pose);
});

test.each(['vcoco', 'hico', 'hico-annotated', 'published-vcoco', 'custom'])(
  '%s asks for the folder of its data set',
  async (name) => {
    const { experiment } = await loadExperiment(name, [], '/', CONFIGS);
    await expect(composeExperiment(container, experiment)).rejects.toThrow(/^dataset\.root: /);
  },
);

test.each(builtInConfigs(CONFIGS).filter((name) => name.startsWith('published-')))(
  '%s asks for the weights of its detector, and trains all but what is frozen',
  async (name) => {
    const { experiment } = await loadExperiment(name, [], '/', CONFIGS);
    const onData = { ...experiment, dataset: SYNTHETIC };
    await expect(composeExperiment(container, onData)).rejects.toThrow(/^detector\.weights: /);
    const composed = await composeExperiment(container, onSynthetic(experiment));
    expect(composed.experiment.frozen).toEqual([]);
  },
);

test("published-vcoco takes a step as the paper's eight workers with an image each", async () => {
  const { sampling } = (await loadExperiment('published-vcoco', [], '/', CONFIGS)).experiment;
  expect(sampling).toEqual({
    images: 8,
    people: 128,
    proposals: 512,
    objects: 16,
    accumulate: 8,
    foreground: 0.25,
    negativePeople: false,
    negativePairs: null,
    hiddenKeypoints: false,
  });
});

test.each([
  ['interactnet', ['targetChoice']],
  ['gupta-malik', []],
  ['mask-rcnn', ['roi']],
  ['rmpe', ['roi', 'decoding']],
])('%s differs from turbo-3 in its stages, and else in %j alone', async (name, others) => {
  const configOf = async (of: string) =>
    (await loadExperiment(of, [], '/', CONFIGS)).experiment as Record<string, unknown>;
  const [own, turbo3] = await Promise.all([configOf(name), configOf('turbo-3')]);
  const differing = Object.keys(turbo3).filter((key) => !isDeepStrictEqual(own[key], turbo3[key]));
  const expected = ['name', 'initialPose', 'stages', ...others];
  expect(differing.sort()).toEqual(expected.sort());
});

test('an unknown kind lists the loaded ones', async () => {
  const { experiment } = await loadExperiment('turbo-3', [], '/', CONFIGS);
  const wrong = { ...experiment, optimizer: { kind: 'sdg' } };
  await expect(composeExperiment(container, wrong)).rejects.toThrow(
    'optimizer.kind: got "sdg"; loaded optimizer plugins: adam, sgd.',
  );
});

test.each(builtInConfigs(CONFIGS))(
  'config %s fits the embedded detector if it starts from that',
  async (name) => {
    const { experiment } = await loadExperiment(name, [], '/', CONFIGS);
    const fromDetector = Object.keys(experiment.init).filter(
      (part) => experiment.init[part] === 'detector',
    );
    if (experiment.detector.weights !== 'embedded' || fromDetector.length === 0) return;
    const composed = await composeExperiment(container, experiment);
    const model = composed.buildModel();
    try {
      const weights = await embeddedDetector();
      const init = Object.fromEntries(fromDetector.map((part) => [part, weights]));
      const loaded = await initializeModel(model, init, () => undefined, new Set(fromDetector));
      expect(loaded.map(({ part }) => part)).toEqual(fromDetector);
    } finally {
      model.dispose();
      composed.dispose();
    }
  },
);
