import { createRng, type ImageAnnotations, type XyxyBox } from '@turbo-hoi/core';
import { annotatedBoxes } from '@turbo-hoi/detection';
import { buildBatch } from '@turbo-hoi/datasets';
import { createSyntheticDataset, syntheticSchema } from '@turbo-hoi/datasets';

const person = (annotationId: number, box: XyxyBox, object: number | null) => ({
  annotationId,
  box,
  area: 100,
  keypoints: null,
  interactions: [{ column: 0, object }],
});

// Person 1 has the action "look" with person 2 as target, who is therefore also listed among the objects.
const known: ImageAnnotations = {
  imageId: 1,
  width: 32,
  height: 32,
  people: [person(1, [1, 1, 12, 30], 0), person(2, [16, 1, 30, 30], null)],
  objects: [{ annotationId: 2, box: [16, 1, 30, 30], category: 0 }],
};

test('a person who is a target is one annotated box', () => {
  expect(annotatedBoxes(known).map(({ box }) => box)).toEqual([
    [1, 1, 12, 30],
    [16, 1, 30, 30],
  ]);
});

test('a person who is a target is one row of the proposals on which the object branch trains', () => {
  const { info } = createSyntheticDataset(syntheticSchema.parse({ size: 32, train: 1 }));
  const image = { width: 32, height: 32, data: new Uint8Array(3 * 32 * 32) };
  const nothing = {
    boxes: new Float32Array(0),
    scores: new Float32Array(0),
    classes: new Int32Array(0),
  };
  const sizes = { people: 2, proposals: 4, foreground: 1, heatmapSide: null, multiple: 1 };
  const { detection } = buildBatch(
    [{ ...known, image }],
    [nothing],
    info,
    { ...sizes, padColor: [0, 0, 0] },
    createRng(0),
  );
  expect(Array.from(detection.classes).filter((index) => index > 0)).toEqual([1, 1]);
});
