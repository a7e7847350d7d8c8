import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  BOX_HEAD_WEIGHTS,
  decodeDeltas,
  type DeltaWeights,
  encodeDeltas,
  RPN_WEIGHTS,
} from './box-deltas';

const { boxes, deltas, rpn, head } = JSON.parse(
  readFileSync(join(__dirname, '__golden__/decode-deltas.json'), 'utf8'),
) as Record<'boxes' | 'deltas' | 'rpn' | 'head', number[]>;

const ENDLESS = { width: 1e9, height: 1e9 };

function decode(weights: DeltaWeights, image = ENDLESS): Float32Array {
  const out = new Float32Array(boxes.length);
  for (let i = 0; i < boxes.length / 4; i++) {
    const reference = boxes.slice(4 * i, 4 * i + 4);
    decodeDeltas(Float32Array.from(deltas), 4 * i, reference, weights, image, out, i);
  }
  return out;
}

test.each([
  ['region proposals', RPN_WEIGHTS, rpn],
  ['the box head', BOX_HEAD_WEIGHTS, head],
] as const)('decodes as BoxCoder with the weights of %s', (_, weights, expected) => {
  decode(weights).forEach((edge, i) => {
    expect(Math.abs(edge - Math.max(0, expected[i]))).toBeLessThan(1e-5 * (200 + Math.abs(edge)));
  });
});

test('clips to the image', () => {
  const clipped = decode(RPN_WEIGHTS, { width: 50, height: 40 });
  expect(Math.min(...clipped)).toBe(0);
  expect(Math.max(...clipped.filter((_, i) => i % 2 === 0))).toBe(50);
  expect(Math.max(...clipped.filter((_, i) => i % 2 === 1))).toBe(40);
});

test.each([
  ['region proposals', RPN_WEIGHTS],
  ['the box head', BOX_HEAD_WEIGHTS],
] as const)('encoding inverts decoding with the weights of %s', (_, weights) => {
  const reference = [10, 20, 40, 60];
  const target = Float32Array.of(0, 0, 0, 0, 12, 16, 50, 70);
  const encoded = new Float32Array(8);
  encodeDeltas(target, 1, reference, 0, weights, encoded, 1);
  const decoded = new Float32Array(4);
  decodeDeltas(encoded, 4, reference, weights, ENDLESS, decoded, 0);
  decoded.forEach((edge, i) => expect(edge).toBeCloseTo(target[4 + i], 4));
});
