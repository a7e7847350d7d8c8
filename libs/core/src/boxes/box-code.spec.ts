import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeBox, encodeBox } from './box-code';
import { boxAt } from './boxes';
import type { XyxyBox } from './xyxy-box';

const { anchors, targets, codes } = JSON.parse(
  readFileSync(join(__dirname, '__golden__/box-code.json'), 'utf8'),
) as Record<'anchors' | 'targets' | 'codes', number[]>;

const rows = Array.from({ length: codes.length / 4 }, (_, i) => i);

function expectBox(actual: ArrayLike<number>, expected: ArrayLike<number>): void {
  Array.from(expected, (value, i) => expect(actual[i]).toBeCloseTo(value, 9));
}

test.each(rows)('Eq. 2 agrees with NumPy, row %d', (row) => {
  expectBox(encodeBox(boxAt(targets, row), boxAt(anchors, row)), boxAt(codes, row));
});

test.each(rows)('decoding inverts encoding, row %d', (row) => {
  const [target, anchor] = [boxAt(targets, row), boxAt(anchors, row)];
  expectBox(decodeBox(encodeBox(target, anchor), anchor), target);
});

test('the code of a box relative to itself is all zeros', () => {
  expect(encodeBox([3, 4, 10, 20], [3, 4, 10, 20])).toEqual([0, 0, 0, 0]);
});

test('offsets are in units of the width and height of the anchor', () => {
  expectBox(encodeBox([20, 0, 40, 40], [0, 0, 10, 20]), [2.5, 0.5, Math.log(2), Math.log(2)]);
});

test.each([
  ['target', [5, 5, 5, 5], [0, 0, 10, 10]],
  ['anchor', [0, 0, 10, 10], [5, 5, 5, 5]],
  ['inverted box', [8, 8, 2, 2], [0, 0, 10, 10]],
] as [string, XyxyBox, XyxyBox][])('stays finite for an empty %s', (_, target, anchor) => {
  expect(encodeBox(target, anchor).every(Number.isFinite)).toBe(true);
});
