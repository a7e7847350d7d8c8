import { COCO_80, COCO_91, COCO_CATEGORY_IDS } from './coco-classes';

test('COCO has 80 classes on 90 category ids', () => {
  expect([COCO_91.length, COCO_80.length, new Set(COCO_80).size]).toEqual([90, 80, 80]);
  // Ids count from 1.
  const ids = ['person', 'stop sign', 'dining table', 'toilet', 'toothbrush'];
  expect(ids.map((name) => COCO_91.indexOf(name) + 1)).toEqual([1, 13, 67, 70, 90]);
  expect(['person', 'skis', 'toothbrush'].map((name) => COCO_80.indexOf(name))).toEqual([
    0, 30, 79,
  ]);
});

test("COCO_CATEGORY_IDS has COCO's 80 classes and ids", () => {
  expect(COCO_CATEGORY_IDS.size).toBe(80);
  const ids = ['person', 'stop sign', 'sports ball', 'tennis racket', 'cell phone', 'toothbrush'];
  expect(ids.map((name) => COCO_CATEGORY_IDS.get(name))).toEqual([1, 13, 37, 43, 77, 90]);
});
