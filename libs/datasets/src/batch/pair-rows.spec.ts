import { createRng, type XyxyBox } from '@turbo-hoi/core';
import { INFO, person, proposalsOf, sampleOf } from '../testing/sample-fixture';
import { buildBatch } from './build-batch';

const HOLD = 3;
const CUP: XyxyBox = [4, 0, 6, 2];
const objects = [
  { annotationId: 7, box: CUP, category: 1 },
  { annotationId: 8, box: [6, 0, 8, 4] as const, category: 2 },
];
const holder = person([0, 0, 4, 4], { interactions: [{ column: HOLD, object: 0 }] });
const unknown = person([3, 0, 8, 4], { annotationId: 2, interactions: null });

function pairsOf(people: Parameters<typeof sampleOf>[0], ...found: [XyxyBox, number][]) {
  const samples = [sampleOf(people, objects)];
  const sizes = { people: 2, proposals: 4, heatmapSide: null, objects: 3 };
  const batch = buildBatch(samples, [proposalsOf(...found)], INFO, sizes, createRng(0));
  return { ...batch.pairs!, objects: batch.objects!, batch };
}

test('pairs a person with every object of the image except the person', () => {
  const { person, object, valid, labels, annotated } = pairsOf(
    [holder],
    [holder.box, 0],
    [CUP, 1],
    [[6, 0, 8, 4], 2],
  );
  expect([...person]).toEqual([0, 0, 0, 1, 1, 1]);
  expect([...object]).toEqual([0, 1, 2, 0, 1, 2]);
  expect([...valid]).toEqual([0, 1, 1, 0, 0, 0]);
  expect([...annotated]).toEqual([...valid]);
  expect([...labels.keys()].filter((i) => labels[i] === 1)).toEqual([1 * 4 + HOLD]);
});

test('has no positive pair for an object of another class at the target', () => {
  const { labels, valid } = pairsOf([holder], [holder.box, 0], [CUP, 2]);
  expect(valid[1]).toBe(1);
  expect(Math.max(...labels)).toBe(0);
});

test('has no positive pair for an interaction without a target', () => {
  const one = person(holder.box, { interactions: [{ column: HOLD, object: null }] });
  expect(Math.max(...pairsOf([one], [one.box, 0], [CUP, 1]).labels)).toBe(0);
});

test('has valid pairs without targets for people without annotated actions', () => {
  const keypoints = Float32Array.of(5, 1, 2, 5, 2, 2);
  const { valid, annotated } = pairsOf(
    [{ ...unknown, keypoints }],
    [unknown.box, 0],
    [[0, 0, 2, 2], 1],
  );
  expect([valid[1], annotated[1]]).toEqual([1, 0]);
});

test('has only padding rows for an image without people or objects', () => {
  const { valid, person, object } = pairsOf([]);
  expect([...valid]).toEqual(Array(6).fill(0));
  expect([person.length, object.length]).toEqual([6, 6]);
});

test('has neither objects nor pairs for a model that needs no objects', () => {
  const sizes = { people: 2, proposals: 4, heatmapSide: null };
  const batch = buildBatch(
    [sampleOf([holder], objects)],
    [proposalsOf()],
    INFO,
    sizes,
    createRng(0),
  );
  expect(Object.keys(batch)).not.toEqual(expect.arrayContaining(['objects']));
  expect(batch.pairs).toBeUndefined();
});
