import { COCO_RECALLS, COCO_THRESHOLDS } from './coco-params';

describe('COCO_RECALLS', () => {
  it("has NumPy's rounding, which puts a recall of 7 in 20 below the 0.35 sampled", () => {
    expect(COCO_RECALLS).toHaveLength(101);
    const raised = [...COCO_RECALLS.keys()].filter((i) => COCO_RECALLS[i] > i / 100);
    expect(raised).toEqual([35, 41, 47, 57, 69, 70, 82, 83, 94, 95]);
    expect([COCO_RECALLS[0], COCO_RECALLS[100]]).toEqual([0, 1]);
  });
});

describe('COCO_THRESHOLDS', () => {
  it("has NumPy's rounding", () => {
    expect([...COCO_THRESHOLDS]).toEqual([
      0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.8999999999999999, 0.95,
    ]);
  });
});
