import type { RgbImage } from '@turbo-hoi/core';
import { imageTensor, paddedSize } from './image-tensor';

const image = (width: number, height: number): RgbImage => ({
  width,
  height,
  data: Uint8Array.from({ length: 3 * width * height }, (_, i) => i),
});
const padColor = [100, 110, 120];

test('rounds sides up to a multiple', () => {
  expect(paddedSize(image(8, 5), 4)).toEqual({ width: 8, height: 8 });
  expect(paddedSize(image(1, 9), 1)).toEqual({ width: 1, height: 9 });
});

test('keeps pixels in place and pads with the given colour', () => {
  const tensor = imageTensor([image(3, 1), image(2, 2)], { multiple: 2, padColor });
  expect(tensor.shape).toEqual([2, 2, 4, 3]);
  const blank = [...padColor];
  expect([...tensor.dataSync()]).toEqual([
    ...[0, 1, 2, 3, 4, 5, 6, 7, 8, ...blank],
    ...[...blank, ...blank, ...blank, ...blank],
    ...[0, 1, 2, 3, 4, 5, ...blank, ...blank],
    ...[6, 7, 8, 9, 10, 11, ...blank, ...blank],
  ]);
});
