import type { DatasetInfo } from '@turbo-hoi/core';
import { Container } from 'inversify';
import type { StagePrediction } from '../predictor/prediction';
import { perfectPrediction, sample } from '../testing/perfect-prediction';
import { tinyDataset as info, tinyMetrics } from '../testing/tiny-model';
import { chooseMetrics } from './choose-metrics';
import { metricsModule } from './metrics.module';
import { StageScorer } from './stage-scorer';

const columns = info.actions.columns.length;

function scoresOf(change: (stage: StagePrediction) => Partial<StagePrediction> = () => ({})) {
  const scorer = new StageScorer(0, info, tinyMetrics());
  const prediction = perfectPrediction(sample);
  const [stage] = prediction.stages;
  scorer.add(sample, { ...prediction, stages: [{ ...stage, ...change(stage) }] });
  return scorer.scores().scores;
}

test('scores the annotations 100', () => {
  expect(scoresOf()).toMatchObject({ apAgent: 100, apRole: 100, apKp50: 100, apKp: 100 });
});

test('lowers only role AP for a wrong target', () => {
  // The ball taken for the racket, and the other way round.
  const swap = ({ out }: StagePrediction) => {
    const { offsets } = out!;
    const [first, second] = [offsets.slice(4, 8), offsets.slice(8, 12)];
    const swapped = offsets.slice();
    swapped.set(second, 4);
    swapped.set(first, 8);
    return { out: { ...out, offsets: swapped } };
  };
  expect(scoresOf(swap)).toMatchObject({ apAgent: 100, apRole: 0, apKp50: 100 });
});

test('lowers agent AP for a confident wrong action, whose triplets Eq. 3 scores low', () => {
  // The standing person has the highest score for hitting.
  const wrong = ({ out }: StagePrediction) => ({
    out: { ...out, actions: out!.actions.map((score, i) => (i > columns ? 1 : 0.9 * score)) },
  });
  const { apAgent, apRole, apKp50 } = scoresOf(wrong);
  // Precision 1/2 at the only hit; standing is still correct.
  expect([apAgent, apRole, apKp50]).toEqual([75, 100, 100]);
});

test('lowers keypoint AP for distant keypoints', () => {
  const away = ({ keypoints }: StagePrediction) => ({
    keypoints: keypoints!.map((value, i) => (i % 3 === 0 ? value + 40 : value)),
  });
  expect(scoresOf(away)).toMatchObject({ apAgent: 100, apRole: 100, apKp50: 0 });
});

test('has no score for a task that is switched off', () => {
  expect(scoresOf(() => ({ keypoints: null }))).toMatchObject({
    apAgent: 100,
    apKp50: null,
    apKp: null,
    pckHidden: null,
  });
  expect(scoresOf(() => ({ out: null }))).toMatchObject({
    apAgent: null,
    apRole: null,
    apRoleScenario2: null,
    apKp50: 100,
  });
});

test('uses the HICO-DET metric for a data set that lists its interactions', () => {
  const hois = [
    { column: 1, category: 2, trainingPairs: 3 },
    { column: 2, category: 1, trainingPairs: 30 },
  ];
  const dataset = { ...info, hois };
  const scorer = new StageScorer(0, dataset, tinyMetrics(dataset));
  scorer.add(sample, perfectPrediction(sample));
  const { scores, details } = scorer.scores();
  expect(scores).toMatchObject({ apHoi: 100, apHoiRare: 100, apHoiNonRare: 100 });
  expect(scores).not.toHaveProperty('apAgent');
  expect(details).toMatchObject({ hico: { default: { full: 100, rare: 100, nonRare: 100 } } });
});

test('leaves the roles of point out of the means, as papers do', () => {
  const named = info.actions.actions.map((one, i) => (i === 1 ? { ...one, name: 'point' } : one));
  const dataset = { ...info, actions: { ...info.actions, actions: named } };
  const all = [{ kind: 'vcoco', excludeRoles: [] }];
  const [kept, left] = [tinyMetrics(dataset, all), tinyMetrics(dataset)].map((metrics) => {
    const scorer = new StageScorer(0, dataset, metrics);
    scorer.add(sample, perfectPrediction(sample));
    return scorer.scores().scores.apRole;
  });
  expect([kept, left]).toEqual([100, null]);
});

test('prefers metrics of the config to those of the data set', () => {
  const container = new Container();
  container.load(metricsModule);
  const kinds = (configs: { kind: string }[] | null, dataset: DatasetInfo = info) =>
    chooseMetrics(container, dataset, configs, 'evaluation.metrics').configs.map(
      ({ kind }) => kind,
    );
  expect(kinds(null)).toEqual(['vcoco', 'keypoints']);
  expect(kinds(null, { ...info, metrics: ['keypoints'] })).toEqual(['keypoints']);
  expect(kinds([{ kind: 'keypoints' }])).toEqual(['keypoints']);
  expect(() => kinds([{ kind: 'vcoco' }, { kind: 'vcoco' }])).toThrow(
    'both have a column "apAgent"',
  );
  expect(() => kinds([{ kind: 'hico' }])).toThrow('does not list its interactions');
  expect(() => kinds([{ kind: 'recall' }])).toThrow('evaluation.metrics[0].kind: got "recall"');
});

test('scores an image without detected people', () => {
  const scorer = new StageScorer(0, info, tinyMetrics());
  const none = perfectPrediction({ ...sample, people: [] });
  scorer.add(sample, none);
  expect(scorer.scores().scores).toMatchObject({ apAgent: 0, apRole: 0, apKp50: 0 });
});
