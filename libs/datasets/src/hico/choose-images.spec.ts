import { createRng } from '@turbo-hoi/core';
import { holdOut } from './choose-images';

it.each([
  [0, 0],
  [0.25, 25],
  [0.9, 90],
])('holds a share of %d out, the same images every time', (share, count) => {
  const images = Int32Array.from({ length: 100 }, (_, i) => 3 * i);
  const { kept, held } = holdOut(images, share, createRng(0));
  expect(held).toHaveLength(count);
  expect([...kept, ...held].sort((a, b) => a - b)).toEqual([...images]);
  expect([...held]).toEqual([...held].sort((a, b) => a - b));
  expect(holdOut(images, share, createRng(0)).held).toEqual(held);
});
