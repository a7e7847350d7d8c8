import { inclusiveBoxes, inclusiveIou, inclusiveTruthBox } from './inclusive-boxes';

describe('inclusiveBoxes', () => {
  it('subtracts one pixel at the right and bottom', () => {
    expect([...inclusiveBoxes([10, 20, 30, 50, 1.5, 2, 3, 4])]).toEqual([
      10, 20, 29, 49, 1.5, 2, 2, 3,
    ]);
  });

  it('never turns a box inside out and leaves the empty one empty', () => {
    expect([...inclusiveBoxes([5, 5, 5.5, 5.25, 0, 0, 0, 0])]).toEqual([5, 5, 5, 5, 0, 0, 0, 0]);
  });

  it('keeps NaN', () => {
    expect(inclusiveBoxes([NaN, NaN, NaN, NaN])).toEqual(new Float32Array(4).fill(NaN));
  });
});

describe('inclusiveTruthBox', () => {
  it('clips to the last pixel of the image', () => {
    expect(inclusiveTruthBox([-5, -5, 200, 200], 100, 80)).toEqual([0, 0, 99, 79]);
    expect(inclusiveTruthBox([0, 0, 100, 80], 100, 80)).toEqual([0, 0, 99, 79]);
  });

  it('drops boxes that are one pixel wide or outside', () => {
    expect(inclusiveTruthBox([3, 3, 4, 40], 100, 80)).toBeNull();
    expect(inclusiveTruthBox([3, 3, 40, 4], 100, 80)).toBeNull();
    expect(inclusiveTruthBox([99, 10, 150, 40], 100, 80)).toBeNull();
    expect(inclusiveTruthBox([3, 3, 5, 5], 100, 80)).toEqual([3, 3, 4, 4]);
  });

  // Hundredths, as COCO writes them; at 1.03 and 215 others the end less the beginning is more than 1.
  const hundredths = Array.from({ length: 64_000 }, (_, i) => i / 100);

  it('drops boxes that are one pixel wide at any position', () => {
    const kept = hundredths.filter((x) => inclusiveTruthBox([x, 3, x + 1, 40], 641, 80));
    expect(kept).toEqual([]);
  });

  it('ends exactly at the width in the file, bit by bit', () => {
    const end = (x: number) => inclusiveTruthBox([x, 3, x + 17.3, 40], 700, 80)![2];
    expect(hundredths.filter((x) => end(x) !== x + (17.3 - 1))).toEqual([]);
  });
});

describe('inclusiveIou', () => {
  const iou = (a: number[], b: number[]) =>
    inclusiveIou(Float32Array.from(a), 0, Float32Array.from(b), 0);

  it('counts the pixels at both ends', () => {
    expect(iou([0, 0, 9, 9], [0, 0, 9, 9])).toBe(1);
    // 10 × 10 beside 5 × 10 pixels of the same.
    expect(iou([0, 0, 9, 9], [5, 0, 9, 9])).toBe(0.5);
    // They share one column of pixels.
    expect(iou([0, 0, 9, 9], [9, 0, 18, 9])).toBe(Math.fround(10 / 190));
  });

  it('is 0 for boxes apart', () => {
    expect(iou([0, 0, 9, 9], [10, 0, 19, 9])).toBe(0);
  });

  it('is NaN for a NaN coordinate', () => {
    expect(iou([0, 0, 9, 9], [0, NaN, 9, 9])).toBeNaN();
  });

  it('picks boxes out of flat arrays', () => {
    const a = Float32Array.from([9, 9, 9, 9, 0, 0, 9, 9]);
    const b = Float32Array.from([7, 7, 8, 8, 5, 5, 6, 6, 5, 0, 9, 9]);
    expect(inclusiveIou(a, 1, b, 2)).toBe(0.5);
  });
});
