import { join } from 'node:path';
import { expectClose, golden } from '@turbo-hoi/testing';
import { multipleView } from '../images/view';
import { decodeMultipose, meanConfidence } from './decode-movenet';

interface Golden {
  readonly image: { width: number; height: number };
  readonly longer: number;
  readonly rows: number[];
  readonly people: { box: number[]; score: number; keypoints: number[] }[];
}

const expected = golden<Golden>(join(__dirname, '__golden__/multipose.json'));
const rows = Float32Array.from(expected.rows);
const view = multipleView(expected.image, expected.longer, 32);

test('decodes people of at least minScore as NumPy does, in pixels of the image', () => {
  const people = decodeMultipose(rows, view, Math.fround(0.3));
  expect(people).toHaveLength(3);
  people.forEach(({ box, score, keypoints }, i) => {
    expectClose(box, expected.people[i].box);
    expectClose(keypoints, expected.people[i].keypoints);
    expect(score).toBeCloseTo(expected.people[i].score, 6);
  });
});

test('returns no people for no rows', () => {
  expect(decodeMultipose(new Float32Array(0), view, 0)).toEqual([]);
  expect(
    decodeMultipose(
      rows.map(() => NaN),
      view,
      0,
    ),
  ).toEqual([]);
});

test('averages the scores of the keypoints', () => {
  expect(meanConfidence(Float32Array.of(100, 200, 0.25, -5, 7, 0.75))).toBe(0.5);
});
