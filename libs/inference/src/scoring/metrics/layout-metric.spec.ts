import { actionVocabulary, encodeBox, type ImageAnnotations, type XyxyBox } from '@turbo-hoi/core';
import type { ImagePrediction, StagePrediction } from '../../predictor/prediction';
import { tinyDataset } from '../../testing/tiny-model';
import { layoutMetric } from './layout-metric';
import { layoutTruth } from './layout-truth';

const dataset = {
  ...tinyDataset,
  actions: actionVocabulary([
    { name: 'stand', roles: [] },
    { name: 'hit', roles: ['instr', 'obj'] },
    { name: 'point', roles: ['instr'] },
  ]),
  targetClasses: [[], [1], [1], [1]],
};
const [OBJ, POINT] = [2, 3];
const player: XyxyBox = [0, 0, 40, 100];
const other: XyxyBox = [200, 0, 240, 100];
const ball: XyxyBox = [40, 40, 60, 60];

const person = (box: XyxyBox, annotationId: number, interactions: [number, number | null][]) => ({
  annotationId,
  box,
  area: 100,
  keypoints: null,
  interactions: interactions.map(([column, object]) => ({ column, object })),
});
const image: ImageAnnotations = {
  imageId: 1,
  width: 300,
  height: 100,
  people: [
    person(player, 1, [
      [OBJ, 0],
      [OBJ, 0],
      [POINT, 0],
    ]),
    person(other, 2, [[0, null]]),
  ],
  objects: [{ annotationId: 3, box: ball, category: 1 }],
};

/** Two people and two balls, of which the second is nobody's. */
function predicted(
  stage: Partial<StagePrediction>,
  scores = [0.9, 0.9, 0.9, 0.9],
): ImagePrediction {
  return {
    imageId: 1,
    detections: {
      boxes: Float32Array.from([player, other, ball, [120, 0, 140, 20]].flat()),
      scores: Float32Array.from(scores),
      classes: Int32Array.of(0, 0, 1, 1),
    },
    people: Int32Array.of(0, 1),
    personBoxes: Float32Array.from([player, other].flat()),
    personScores: Float32Array.from(scores.slice(0, 2)),
    pairs: { person: Int32Array.of(0, 0, 1, 1), object: Int32Array.of(2, 3, 2, 3) },
    stages: [{ out: null, keypoints: null, attention: null, ...stage }],
  };
}

/** Scores of hit_obj for each pair. */
const pairs = (...scores: number[]) => ({
  pairs: { actions: Float32Array.from(scores.flatMap((score) => [0, 0, score, 0])) },
});

function evaluate(prediction: ImagePrediction, options: object = {}) {
  const metric = layoutMetric.create(
    { power: 0.5, sigma: 0.3, exclude: ['point'], ...options },
    { dataset },
  );
  metric.add(image, { prediction, stage: 0, triplets: null });
  return metric.result();
}

test('is 100 for the right pair first, by role and action, without the excluded action', () => {
  const { scores, tables, details } = evaluate(predicted(pairs(0.9, 0.1, 0.2, 0.1)));
  expect(scores).toEqual({ layoutRole: 100, layoutAgent: 100 });
  expect(tables![0].rows).toEqual([
    { name: 'hit_instr', score: null, positives: 0 },
    { name: 'hit_obj', score: 100, positives: 1 },
  ]);
  expect(tables![1].rows).toEqual([{ name: 'hit', score: 100, positives: 1 }]);
  expect(details).toEqual({
    layout: {
      role: { mean: 1, perActionRole: { hit_obj: 1 } },
      agent: { mean: 1, perAction: { hit: 1 } },
    },
  });
});

test('ranks pairs over all people, and people by their best pair', () => {
  const { scores } = evaluate(predicted(pairs(0.5, 0.9, 0.8, 0.1)));
  expect(scores.layoutRole).toBeCloseTo(100 / 3, 10);
  expect(scores.layoutAgent).toBe(100);
});

test('weighs pairs by the scores of their detections', () => {
  const uneven = predicted(pairs(0.5, 0.55, 0, 0), [0.9, 0.9, 0.9, 0.4]);
  expect(evaluate(uneven, { power: 0 }).scores.layoutRole).toBe(50);
  expect(evaluate(uneven).scores.layoutRole).toBe(100);
});

test('scores stages without pairs by the density of Eq. 3, and people by their actions', () => {
  const code = [...encodeBox(ball, player)];
  const out = {
    actions: Float32Array.of(0, 0, 0.9, 0, 0.99, 0, 0.8, 0),
    offsets: Float32Array.from([
      ...code,
      ...code,
      ...code,
      ...code,
      ...code,
      ...code,
      ...code,
      ...code,
    ]),
  };
  const { scores } = evaluate(predicted({ out }));
  expect(scores).toEqual({ layoutRole: 100, layoutAgent: 100 });
  const elsewhere = out.offsets.map((x) => x + 3);
  expect(evaluate(predicted({ out: { ...out, offsets: elsewhere } })).scores).toMatchObject({
    layoutRole: expect.any(Number),
    layoutAgent: 100,
  });
});

test('has no scores for a stage without actions', () => {
  expect(evaluate(predicted({})).scores).toEqual({ layoutRole: null, layoutAgent: null });
});

test('the annotations of an image are its people and objects, each once, and its triplets', () => {
  const among: ImageAnnotations = {
    ...image,
    people: [
      person(player, 1, [
        [OBJ, 0],
        [OBJ, 1],
        [OBJ, 0],
        [0, null],
      ]),
      { ...person(other, 2, []), crowd: true },
    ],
    objects: [
      { annotationId: 2, box: other, category: 0 },
      { annotationId: 3, box: ball, category: 1 },
    ],
  };
  const { boxes, classes, triplets } = layoutTruth(among);
  expect([...boxes]).toEqual([player, other, ball].flat());
  expect([...classes]).toEqual([0, -1, 1]);
  expect([...triplets]).toEqual([0, 1, OBJ, 0, 2, OBJ]);
});
