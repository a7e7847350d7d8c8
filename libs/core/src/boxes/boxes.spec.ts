import { boxArea, boxAt, boxFromXywh, boxIou, boxToXywh, clipBox, flipBox } from './boxes';

test('reads a box from a flat array', () => {
  expect(boxAt(Float32Array.of(0, 1, 2, 3, 4, 5, 6, 7), 1)).toEqual([4, 5, 6, 7]);
});

test('an inverted box has no area', () => {
  expect(boxArea([1, 1, 4, 3])).toBe(6);
  expect(boxArea([4, 1, 1, 3])).toBe(0);
});

test('IoU is intersection over union of continuous boxes, without +1 for the border', () => {
  expect(boxIou([0, 0, 10, 10], [0, 0, 10, 10])).toBe(1);
  expect(boxIou([0, 0, 10, 10], [5, 0, 15, 10])).toBeCloseTo(1 / 3, 12);
});

test('boxes that only touch do not overlap', () => {
  expect(boxIou([0, 0, 10, 10], [10, 0, 20, 10])).toBe(0);
  expect(boxIou([0, 0, 10, 10], [30, 30, 40, 40])).toBe(0);
});

test('two empty boxes overlap by 0, not NaN', () => {
  expect(boxIou([5, 5, 5, 5], [5, 5, 5, 5])).toBe(0);
});

test('clips to the image; a box outside becomes empty', () => {
  expect(clipBox([-3, 2, 120, 70], 100, 60)).toEqual([0, 2, 100, 60]);
  expect(boxArea(clipBox([110, 10, 130, 20], 100, 60))).toBe(0);
});

test('mirroring twice restores the box', () => {
  const box = [3, 4, 10, 20] as const;
  expect(flipBox(box, 100)).toEqual([90, 4, 97, 20]);
  expect(flipBox(flipBox(box, 100), 100)).toEqual(box);
});

test('conversion to xywh and back restores the box', () => {
  expect(boxFromXywh([3, 4, 7, 16])).toEqual([3, 4, 10, 20]);
  expect(boxToXywh([3, 4, 10, 20])).toEqual([3, 4, 7, 16]);
});
