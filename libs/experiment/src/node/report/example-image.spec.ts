import { actionVocabulary, COCO_KEYPOINTS, type DatasetInfo, type Sample } from '@turbo-hoi/core';
import type { ImagePrediction } from '@turbo-hoi/inference';
import { exampleImage } from './example-image';

const info: DatasetInfo = {
  name: 'test',
  actions: actionVocabulary([
    { name: 'walk', roles: [] },
    { name: 'hit', roles: ['instr', 'obj'] },
  ]),
  keypoints: COCO_KEYPOINTS,
  objectClasses: ['person', 'bat', 'ball'],
};
const person = (box: [number, number, number, number]) => ({
  annotationId: 1,
  box,
  area: 50,
  keypoints: null,
  interactions: [{ column: 2, object: 0 }],
});
const sample: Sample = {
  imageId: 7,
  width: 1,
  height: 1,
  image: { data: new Uint8Array(3), width: 1, height: 1 },
  people: [person([0, 0, 10, 20]), person([50, 50, 60, 70])],
  objects: [{ annotationId: 2, box: [12, 5, 14, 7], category: 2 }],
};
const prediction: ImagePrediction = {
  imageId: 7,
  detections: {
    boxes: Float32Array.from([0, 0, 10, 21, 30, 0, 40, 20, 12, 5, 14, 7]),
    scores: Float32Array.from([1, 0.9, 0.8]),
    classes: Int32Array.from([0, 0, 2]),
  },
  people: Int32Array.from([0, 1]),
  personBoxes: Float32Array.from([0, 0, 10, 21, 30, 0, 40, 20]),
  personScores: Float32Array.from([1, 0.9]),
  stages: [
    {
      out: null,
      keypoints: new Float32Array(2 * 51).fill(1),
      attention: null,
    },
    {
      out: {
        actions: Float32Array.from([0.1, 0.2, 0.3, 0.4, 0.5, 0.6]),
        offsets: new Float32Array(2 * 12),
      },
      keypoints: null,
      attention: Float32Array.from([1, 2, 3, 4, 5, 6, 7, 8]),
    },
  ],
};
const example = exampleImage(sample, prediction, info);

test('detected people come first, each with its matched annotation', () => {
  const [first, second] = example.people;
  expect([...first.box]).toEqual([0, 0, 10, 21]);
  expect(first.truth?.actions).toEqual([
    { name: 'hit_obj', target: { box: [12, 5, 14, 7], label: 'ball' } },
  ]);
  expect(second.truth).toBeNull();
});

test('undetected annotated people have no stages', () => {
  expect(example.people).toHaveLength(3);
  expect(example.people[2]).toMatchObject({ box: [50, 50, 60, 70], stages: [] });
});

test("each stage lists each person's predictions", () => {
  const [{ stages: first }, { stages: second }] = example.people;
  expect(first[0]).toMatchObject({ stage: 0, actions: null, attention: null });
  expect(first[0].keypoints).toHaveLength(51);
  expect([...second[1].attention!]).toEqual([5, 6, 7, 8]);
  expect(second[1].actions?.map(({ name }) => name)).toEqual(['walk', 'hit_instr', 'hit_obj']);
  expect(second[1].actions?.map(({ score }) => score.toFixed(1))).toEqual(['0.4', '0.5', '0.6']);
});

test("an action with a role has its stage's chosen target, one without a role has none", () => {
  const [walk, , hit] = example.people[0].stages[1].actions!;
  expect(walk.target).toBeNull();
  expect(hit.target?.label).toBeDefined();
});

test('objects are listed without people', () => {
  expect(example.objects.map(({ label }) => label)).toEqual(['ball']);
});
