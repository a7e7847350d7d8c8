import {
  actionVocabulary,
  COCO_80,
  COCO_KEYPOINTS,
  createRng,
  type Detections,
  type PersonAnnotation,
  type Sample,
  type XyxyBox,
} from '@turbo-hoi/core';
import { INFO as SMALL, person, proposalsOf, sampleOf } from '../../testing/sample-fixture';
import { buildBatch } from '../build-batch';
import type { BatchSizes } from '../training-batch';

/** Of walk, hit_instr, hit_obj, hold; cups and chairs are targets, people are not. */
const INFO = { ...SMALL, targetClasses: [[], [1], [2], [1]] };
const SIZES: BatchSizes = { people: 9, proposals: 4, heatmapSide: null, objects: 5, layout: true };
const HOLD = 3;
const BOX: XyxyBox = [0, 0, 4, 4];
const CUP: XyxyBox = [4, 0, 6, 2];
const CHAIR: XyxyBox = [6, 0, 8, 4];
const OBJECTS = [
  { annotationId: 7, box: CUP, category: 1 },
  { annotationId: 8, box: CHAIR, category: 2 },
];
const holder = person(BOX, {
  interactions: [{ column: HOLD, object: 0 }],
  keypoints: Float32Array.of(1, 3, 2, 9, 9, 2),
});
const withoutPixels = (sample: Sample): Sample => ({
  ...sample,
  image: { ...sample.image, data: new Uint8Array(0) },
});

function build(
  people: readonly PersonAnnotation[],
  found: Detections,
  more: Partial<BatchSizes> = {},
  seed = 0,
) {
  const samples = [sampleOf([]), sampleOf(people, OBJECTS)].map(withoutPixels);
  return buildBatch(samples, [proposalsOf(), found], INFO, { ...SIZES, ...more }, createRng(seed));
}

test('images are one pixel each, with their sizes beside them', () => {
  const { images, shape, layout, detection } = build([], proposalsOf());
  expect([images, shape]).toEqual([new Uint8Array(6), { batch: 2, height: 1, width: 1 }]);
  expect([...layout!.sizes]).toEqual([8, 4, 8, 4]);
  expect([...detection.valid]).toEqual([0]);
});

test('people are rows of the objects, with labels, heatmap cells and points of their box', () => {
  const found = {
    ...proposalsOf([[7, 0, 8, 1], 2], [BOX, 0], [CUP, 1]),
    keypoints: Float32Array.from({ length: 18 }, (_, i) => i),
  };
  const { objects, people, hoi, pose, layout } = build([holder], found, { heatmapSide: 4 });
  expect([...objects!.classes]).toEqual([-1, -1, -1, -1, -1, 2, 0, 1, -1, -1]);
  expect([...objects!.keypoints!.subarray(6 * 6, 6 * 7)]).toEqual([6, 7, 8, 9, 10, 11]);
  expect(objects!.keypoints).toHaveLength(6 * 10);
  expect([[...people.boxes], [...people.imageIndex], [...people.valid]]).toEqual([
    [...BOX],
    [1],
    [1],
  ]);
  expect([...layout!.own]).toEqual([6]);
  expect([...hoi.labels]).toEqual([0, 0, 0, 1]);
  // The second keypoint is outside of the box.
  expect([...pose.visible]).toEqual([1, 0]);
  expect([...pose.cells]).toEqual([3 * 4 + 1, 0]);
  expect([...pose.points!]).toEqual([-0.5, 0, 0.5, 0]);
});

test('pairs are the candidates of each person in order, positive at the annotated target', () => {
  const second = person([4, 0, 8, 4], { annotationId: 2, interactions: [] });
  const found = proposalsOf([BOX, 0], [second.box, 0], [CUP, 1], [CHAIR, 2]);
  const { pairs } = build([holder, second], found);
  expect([...pairs!.person]).toEqual([0, 0, 1, 1]);
  expect([...pairs!.object]).toEqual([7, 8, 7, 8]);
  expect([...pairs!.valid, ...pairs!.annotated]).toEqual(Array(8).fill(1));
  expect([...pairs!.labels.keys()].filter((at) => pairs!.labels[at] === 1)).toEqual([HOLD]);
});

test('objects of another class or place than the target have no positive pair', () => {
  const { pairs } = build([holder], proposalsOf([BOX, 0], [CUP, 2], [[0, 2, 2, 4], 1]));
  expect([pairs!.person.length, Math.max(...pairs!.labels)]).toEqual([2, 0]);
});

test('a data set without known targets has all pairs but the own row', () => {
  const samples = [sampleOf([holder], OBJECTS)];
  const found = [proposalsOf([BOX, 0], [[1, 0, 4, 4], 0], [CUP, 1])];
  const { pairs } = buildBatch(samples, found, SMALL, SIZES, createRng(0));
  expect([...pairs!.object]).toEqual([1, 2, 0, 2]);
});

test.each([
  ['nothing', [], proposalsOf()],
  ['a detection on nobody', [], proposalsOf([BOX, 0], [CUP, 1])],
  ['people without detections', [holder], proposalsOf([CUP, 1])],
])('has one invalid row of people and pairs for %s', (_, people, found) => {
  const { people: rows, pairs, layout, hoi, pose } = build([...people], found);
  expect([[...rows.valid], [...pairs!.valid], [...pairs!.annotated]]).toEqual([[0], [0], [0]]);
  expect([...layout!.own]).toEqual([5]);
  expect([[...pairs!.person], [...pairs!.object]]).toEqual([[0], [0]]);
  expect([hoi.labels.length, pairs!.labels.length, pose.points!.length]).toEqual([4, 4, 4]);
});

test('a person alone has no pair', () => {
  const { people, pairs } = build([holder], proposalsOf([BOX, 0]));
  expect([[...people.valid], [...pairs!.valid]]).toEqual([[1], [0]]);
});

describe('people without annotated actions', () => {
  const unknown = person([4, 0, 8, 4], { annotationId: 2, interactions: null });
  const crowd = person([0, 0, 8, 1], { annotationId: 3, crowd: true });
  const nobody: XyxyBox = [0, 2, 1, 4];
  const found = proposalsOf([BOX, 0], [unknown.box, 0], [nobody, 0], [[2, 0, 4, 1], 0], [CUP, 1]);
  const people = [holder, unknown, crowd];

  it('are left out', () => {
    expect([...build(people, found).layout!.own]).toEqual([5]);
  });

  it('have poses alone, if they are annotated', () => {
    const posed = { ...unknown, keypoints: Float32Array.of(5, 1, 2, 6, 2, 1) };
    const { layout, hoi, pairs, pose } = build([holder, posed], found);
    expect([...layout!.own]).toEqual([5, 6]);
    expect([...hoi.annotated]).toEqual([1, 0]);
    expect([...pairs!.annotated]).toEqual([1, 0]);
    expect([...pose.visible]).toEqual([1, 0, 1, 1]);
  });

  it('are people without any action with negativePeople, also boxes on nobody but not on crowds', () => {
    const { layout, hoi, pairs } = build(people, found, { negativePeople: true });
    expect([...layout!.own]).toEqual([5, 6, 7]);
    expect([...hoi.annotated]).toEqual([1, 1, 1]);
    expect([...hoi.labels].filter(Boolean)).toHaveLength(1);
    expect([...pairs!.annotated]).toEqual([1, 1, 1]);
  });

  it('give way to annotated people where there are too many', () => {
    for (const seed of [0, 1, 2]) {
      const own = (limit: number) => [
        ...build(people, found, { negativePeople: true, people: limit }, seed).layout!.own,
      ];
      expect(own(1)).toEqual([5]);
      expect(own(2)).toEqual([5, expect.any(Number)]);
    }
  });
});

test('keeps a detection of every annotation where there are too many objects, in their order', () => {
  const again: XyxyBox = [4, 0, 6, 1.9];
  const { objects } = build([holder], proposalsOf([CUP, 1], [again, 1], [CHAIR, 2], [BOX, 0]), {
    objects: 3,
  });
  expect([...objects!.classes]).toEqual([-1, -1, -1, 1, 2, 0]);
});

test('leaves out negative pairs at random and weighs the others, all positives stay', () => {
  const negatives = { near: 0.5, far: 0.2 };
  const near: XyxyBox = [2, 2, 4, 4];
  const found = proposalsOf([BOX, 0], [CUP, 1], [near, 2], [[7.9, 3.9, 8, 4], 2]);
  const kept = Array.from({ length: 600 }, (_, seed) => {
    const { pairs } = build([holder], found, { negativePairs: negatives }, seed);
    return new Map([...pairs!.object].map((object, i) => [object, pairs!.annotated[i]]));
  });
  const share = (row: number) => kept.filter((one) => one.has(row)).length / kept.length;
  expect(share(6)).toBe(1);
  expect(share(7)).toBeCloseTo(0.5, 1);
  expect(share(8)).toBeCloseTo(0.2, 1);
  const weights = (row: number) => [...new Set(kept.flatMap((one) => one.get(row) ?? []))];
  expect([weights(6), weights(7), weights(8)]).toEqual([[1], [2], [4]]);
});

test('pairs with objects on nothing of their class have no loss where that is asked for', () => {
  const off: XyxyBox = [2, 2, 4, 4];
  const found = proposalsOf([BOX, 0], [CUP, 1], [off, 1], [CUP, 2]);
  const weights = (falseObjects?: boolean) => {
    const { pairs } = build([holder], found, {
      negativePairs: { near: 1, far: 1, falseObjects },
    });
    return [[...pairs!.annotated], [...pairs!.valid]];
  };
  expect(weights()).toEqual([
    [1, 1, 1],
    [1, 1, 1],
  ]);
  expect(weights(false)).toEqual([
    [1, 0, 0],
    [1, 1, 1],
  ]);
});

test('is the same for the same generator', () => {
  const found = proposalsOf([BOX, 0], [[0, 0, 4, 3.9], 0], [CUP, 1], [CHAIR, 2]);
  const more = { people: 1, negativePairs: { near: 0.5, far: 0.5 } };
  expect(build([holder], found, more, 4)).toEqual(build([holder], found, more, 4));
});

test('100 people and as many objects make a batch in time', () => {
  const rng = createRng(1);
  const boxes = Array.from({ length: 100 }, (): XyxyBox => {
    const [x, y] = [rng.uniform(0, 500), rng.uniform(0, 400)];
    return [x, y, x + rng.uniform(20, 90), y + rng.uniform(20, 90)];
  });
  const many = boxes.map((box, i) => person(box, { annotationId: i }));
  const sample: Sample = {
    ...withoutPixels(sampleOf(many)),
    objects: boxes.map((box, i) => ({ annotationId: 200 + i, box, category: 41 })),
  };
  const info = {
    name: 'many',
    actions: actionVocabulary([{ name: 'hold', roles: ['obj'] }]),
    objectClasses: COCO_80,
    keypoints: COCO_KEYPOINTS,
  };
  const found: Detections = {
    ...proposalsOf(
      ...boxes.map((box): [XyxyBox, number] => [box, 0]),
      ...boxes.map((box): [XyxyBox, number] => [box, 41]),
    ),
    keypoints: new Float32Array(200 * 51),
  };
  const sizes = { ...SIZES, people: 100, objects: 200 };
  const { pairs, people } = buildBatch([sample], [found], info, sizes, createRng(0));
  expect(people.valid).toHaveLength(100);
  expect(pairs!.valid).toHaveLength(100 * 199);
});
