import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expectClose } from '@turbo-hoi/testing';
import { decodeHeatmaps } from './decode-heatmaps';

interface Golden {
  readonly maps: number[];
  readonly rois: number;
  readonly side: number;
  readonly keypoints: number;
  readonly boxes: number[];
  readonly points: number[];
}

const golden = JSON.parse(
  readFileSync(join(__dirname, '__golden__/decode-heatmaps.json'), 'utf8'),
) as Golden;

/** One heatmap of 4×4 cells over a box of 40×40 pixels at (10,20). */
function decode(cells: Record<number, number>): number[] {
  const data = new Float32Array(16);
  for (const [cell, value] of Object.entries(cells)) data[Number(cell)] = value;
  const heatmap = { data, rois: 1, side: 4, keypoints: 1 };
  return [...decodeHeatmaps(heatmap, Float32Array.of(10, 20, 50, 60))];
}

test('agrees with NumPy at peaks in the middle, on edges and in corners', () => {
  const { maps, boxes, points, ...sizes } = golden;
  const found = decodeHeatmaps(
    { ...sizes, data: Float32Array.from(maps) },
    Float32Array.from(boxes),
  );
  expectClose(found, points, { relative: 1e-5, absolute: 1e-5 });
});

test('a heatmap with a single non-zero cell decodes to its center', () => {
  expectClose(decode({ 5: 1 }), [25, 35, 1]);
});

test('shifts towards the neighbour of higher probability', () => {
  const [x, y, peak] = decode({ 5: 0.6, 6: 0.4 });
  expectClose([x, y, peak], [25 + 0.4 * 10, 35, 0.6]);
});

test('ignores cells more than one away from the peak', () => {
  expectClose(decode({ 0: 0.6, 15: 0.4 }), [15, 25, 0.6]);
});

test('a peak in a corner stays inside the box', () => {
  expectClose(decode({ 15: 1 }), [45, 55, 1]);
});

test.each([
  ['an empty heatmap', {}],
  ['NaN', { 0: NaN }],
])('%s has a finite position and confidence 0', (_, cells) => {
  const [x, y, probability] = decode(cells as Record<number, number>);
  expect([x, y].every(Number.isFinite)).toBe(true);
  expect(probability).toBe(0);
});

test('returns no keypoints for no people', () => {
  const empty = { data: new Float32Array(0), rois: 0, side: 4, keypoints: 17 };
  expect(decodeHeatmaps(empty, new Float32Array(0))).toHaveLength(0);
});

test('a wider window averages more cells around the peak, a window of 1 the peak alone', () => {
  const data = new Float32Array(25);
  data[2 * 5 + 2] = 0.5;
  data[2 * 5 + 4] = 0.25;
  const heatmaps = { data, rois: 1, side: 5, keypoints: 1 };
  const x = (window?: number) =>
    decodeHeatmaps(heatmaps, Float32Array.of(0, 0, 5, 5), { window })[0];
  expect([x(1), x(), x(5)].map((value) => value.toFixed(4))).toEqual([
    '2.5000',
    '2.5000',
    '3.1667',
  ]);
  expect(() => x(2)).toThrow('window: got 2; expected an odd number');
});
