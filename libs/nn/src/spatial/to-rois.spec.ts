import { toRois } from './to-rois';

const boxes = Float32Array.from({ length: 12 }, (_, i) => i);

test('counts the boxes of every image if they are sorted by image', () => {
  const rois = toRois(boxes, Int32Array.of(0, 2, 2), 4);
  expect(rois.perImage).toEqual([1, 0, 2, 0]);
  expect(rois.boxes.shape).toEqual([3, 4]);
  expect([...rois.boxes.dataSync()]).toEqual([...boxes]);
  expect(rois.imageIndex.dtype).toBe('int32');
  expect([...rois.imageIndex.dataSync()]).toEqual([0, 2, 2]);
});

test.each([
  [1, 0, 1],
  [-1, 0, 1],
  [0, 1, 2],
])('has no counts for unsorted boxes or an index out of range: %p, %p, %p', (...images) => {
  expect(toRois(boxes, Int32Array.from(images), 2)).not.toHaveProperty('perImage');
});
