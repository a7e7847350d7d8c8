import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BOX_HEAD_WEIGHTS, decodeDeltas, type DeltaWeights, RPN_WEIGHTS } from './decode-deltas';

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
