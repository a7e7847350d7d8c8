import type { DatasetInfo, ImageAnnotations } from '@turbo-hoi/core';
import type { ImagePrediction, StagePrediction } from '../predictor/prediction';
import { StageScorer } from '../scoring/stage-scorer';
import { perfectPrediction, sample } from '../testing/perfect-prediction';
import { tinyDataset as info, tinyMetrics } from '../testing/tiny-model';
import type { Diagnosis } from './diagnosis';
import { ModelDiagnosis } from './model-diagnosis';

const columns = info.actions.columns.length;
const hois = [
  { column: 1, category: 2, trainingPairs: 3 },
  { column: 2, category: 1, trainingPairs: 30 },
];

test('a perfect prediction loses nothing, in any group of people', () => {
  const { scores, groups, actions, remarks } = diagnose(perfectPrediction(sample));
  expect(scores.map(({ key, ap, perfect }) => [key, ap, perfect])).toEqual([
    ['apAgent', 100, 100],
    ['apRole', 100, 100],
    ['apRoleScenario2', 100, 100],
    ['apKp50', expect.closeTo(100, 8), expect.closeTo(100, 8)],
  ]);
  expect(lossesOf(scores)).toEqual({});
  const filled = groups.flatMap((table) => table.groups.filter(({ people }) => people > 0));
  expect(filled.map(({ people }) => people)).toEqual([2, 2, 2]);
  for (const { scores: of } of filled)
    expect(of).toMatchObject({ apAgent: 100, apRole: 100, apKp50: expect.closeTo(100, 8) });
  expect(actions!.calibration).toMatchObject({ count: 4, ece: 0 });
  expect(actions!.confusion).toEqual({
    people: [1, 1],
    scores: [
      [1, 0],
      [0, 1],
    ],
  });
  expect(remarks).toEqual([]);
});

test('scores are those of the metrics', () => {
  const wrong = changed(({ out, keypoints }) => ({
    out: { ...out, actions: out!.actions.map((score, i) => (i > columns ? 1 : 0.9 * score)) },
    keypoints: keypoints!.map((value, i) => (i % 3 === 0 && i < 51 ? value + 40 : value)),
  }));
  const scorer = new StageScorer(0, info, tinyMetrics());
  scorer.add(sample, wrong);
  const official = scorer.scores().scores;
  const { scores } = diagnose(wrong);
  for (const { key, ap } of scores) expect(ap).toBe(official[key]);
  // The standing person has the highest score for hitting.
  expect(official.apAgent).toBe(75);
  expect(lossesOf(scores).apAgent).toEqual({ action: 25 });
});

test('an object that was found as a class that the action does not take', () => {
  const known: DatasetInfo = { ...info, targetClasses: [[], [2], [1]] };
  const prediction = perfectPrediction(sample);
  const classes = prediction.detections.classes.map((one) => (one === 2 ? 3 : one));
  const detections = { ...prediction.detections, classes };
  const { scores } = diagnose({ ...prediction, detections }, known);
  expect(lossesOf(scores).apRole).toEqual({ objectClass: 50 });
});

test('detections of the people of other groups do not count in a group', () => {
  // The second person, who stands, is scored for hitting and has no pose.
  const wrong = changed(({ out, keypoints }) => ({
    out: { ...out, actions: out!.actions.map((score, i) => (i > columns ? 1 : score)) },
    keypoints: keypoints!.map((value, i) => (i < 51 ? value : 0)),
  }));
  const hidden = sample.people[1].keypoints!.map((value, i) => (i % 3 === 2 && i > 6 ? 1 : value));
  const [first, second] = sample.people;
  const annotations = { ...sample, people: [first, { ...second, keypoints: hidden }] };
  const [hardly, , wholly] = diagnose(wrong, info, annotations).groups.find(
    ({ by }) => by === 'visible joints',
  )!.groups;
  expect(wholly).toMatchObject({ people: 1, scores: { apAgent: 100, apRole: 100 } });
  expect(wholly.scores.apKp50).toBeCloseTo(100, 8);
  expect(hardly).toMatchObject({ people: 1, scores: { apAgent: 100, apRole: null, apKp50: 0 } });
});

test('HICO-DET: its mAP alone, and all boxes of a person have the actions of that person', () => {
  const dataset = { ...info, hois };
  const [first, second] = sample.people;
  const [throughOne, throughOther] = first.interactions!;
  const people = [
    { ...first, interactions: [throughOne] },
    { ...first, annotationId: 7, interactions: [throughOther] },
    second,
  ];
  const diagnosis = diagnose(perfectPrediction(sample), dataset, { ...sample, people });
  expect(diagnosis.scores.map(({ key, ap, perfect }) => [key, ap, perfect])).toEqual([
    ['apHoi', expect.closeTo(100, 8), expect.closeTo(100, 8)],
    ['apKp50', expect.anything(), expect.anything()],
  ]);
  expect(diagnosis.actions!.confusion.people).toEqual([1, 1]);
  expect(diagnosis.remarks).toEqual([expect.stringContaining('do not apply')]);
});

test('says what does not apply to a stage without a task, to people without keypoints and to layouts', () => {
  const people = sample.people.map((person) => ({ ...person, keypoints: null }));
  const nothing = changed(() => ({ out: null, keypoints: null }));
  const layouts = { ...info, metrics: ['layout', 'vcoco', 'keypoints'] };
  const { scores, actions, groups, remarks } = diagnose(nothing, layouts, { ...sample, people });
  expect([scores, actions]).toEqual([[], null]);
  expect(groups.map(({ by }) => by)).not.toContain('visible joints');
  expect(remarks).toEqual([
    expect.stringContaining('recognises no actions'),
    expect.stringContaining('no poses'),
    expect.stringContaining('visible joints'),
    expect.stringContaining('layouts'),
  ]);
});

test('a metric of the config alone is named as well', () => {
  const metrics = ['layout', 'vcoco'];
  const { remarks } = new ModelDiagnosis({ info, stage: 0, areas: [], metrics }).result();
  expect(remarks.at(-1)).toContain('layouts');
});

test('images without detections, and none at all', () => {
  const empty = perfectPrediction({ ...sample, people: [] });
  const { scores, actions } = diagnose(empty);
  expect(scores[0]).toMatchObject({ ap: 0, perfect: 100 });
  expect(lossesOf(scores).apAgent).toEqual({ missed: 100 });
  expect(actions!.calibration.ece).toBeNull();
  const none = new ModelDiagnosis({ info, stage: 0, areas: [] }).result();
  expect(none).toMatchObject({ scores: [], groups: [], actions: null });
});

function diagnose(
  prediction: ImagePrediction,
  dataset: DatasetInfo = info,
  annotations: ImageAnnotations = sample,
): Diagnosis {
  const areas = annotations.people.map(({ area }) => area);
  const diagnosis = new ModelDiagnosis({ info: dataset, stage: 0, areas });
  diagnosis.add(annotations, prediction);
  return diagnosis.result();
}

function changed(change: (stage: StagePrediction) => Partial<StagePrediction>): ImagePrediction {
  const prediction = perfectPrediction(sample);
  const [stage] = prediction.stages;
  return { ...prediction, stages: [{ ...stage, ...change(stage) }] };
}

/** By key the losses that are not 0. */
function lossesOf(scores: Diagnosis['scores']) {
  const all = scores.map(({ key, causes }) => {
    const lost = causes.filter(({ loss }) => Math.abs(loss!) > 1e-9);
    return [key, Object.fromEntries(lost.map(({ cause, loss }) => [cause, loss]))] as const;
  });
  return Object.fromEntries(all.filter(([, lost]) => Object.keys(lost).length > 0));
}
