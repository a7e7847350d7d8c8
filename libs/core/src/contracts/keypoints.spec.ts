import { COCO_KEYPOINTS } from './keypoints';

const { names, mirror, sigmas, bones } = COCO_KEYPOINTS;

test('has 17 keypoints, each with a mirror image and an OKS constant', () => {
  expect([names, mirror, sigmas].map(({ length }) => length)).toEqual([17, 17, 17]);
});

test('mirroring twice changes nothing', () => {
  expect(names.map((_, k) => mirror[mirror[k]])).toEqual(names.map((_, k) => k));
});

test('mirroring swaps left and right and keeps the nose', () => {
  expect(mirror[names.indexOf('nose')]).toBe(names.indexOf('nose'));
  expect(mirror[names.indexOf('left_wrist')]).toBe(names.indexOf('right_wrist'));
  expect(names.filter((_, k) => mirror[k] === k)).toEqual(['nose']);
});

test('left and right keypoints have the same OKS constant', () => {
  expect(names.map((_, k) => sigmas[mirror[k]])).toEqual(sigmas);
});

test('bones reach every keypoint and mirror onto bones', () => {
  const key = (pair: readonly number[]) => [...pair].sort((a, b) => a - b).join('-');
  const drawn = new Set(bones.map(key));
  expect(new Set(bones.flat()).size).toBe(17);
  expect(bones.every(([a, b]) => drawn.has(key([mirror[a], mirror[b]])))).toBe(true);
});
