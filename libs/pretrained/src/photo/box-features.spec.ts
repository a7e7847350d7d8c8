import { BOX_FEATURES, boxFeatures, type Scene } from './box-features';
import type { MergedBox } from './merge-boxes';

const scene: Scene = {
  image: { width: 100, height: 100 },
  kinds: ['small', 'medium', 'person'],
  regions: [[0, 0, 50, 50]],
};
const merged = (
  box: MergedBox['box'],
  classId: number,
  scores: [number, number, number],
): MergedBox => ({ box, classId, scores: [scores[0], scores[1], 0, scores[2], 0] });

function rowsOf(boxes: readonly MergedBox[], of: Scene = scene) {
  const values = boxFeatures(boxes, of);
  return boxes.map((_, row) =>
    Object.fromEntries(
      BOX_FEATURES.map((name, i) => [name, values[row * BOX_FEATURES.length + i]]),
    ),
  );
}

test('has every feature of every box, and none without boxes', () => {
  expect(boxFeatures([], scene)).toHaveLength(0);
  expect(new Set(BOX_FEATURES).size).toBe(BOX_FEATURES.length);
  const crowd = Array.from({ length: 100 }, (_, i) =>
    merged([i / 2, 0, i / 2 + 10, 40], 0, [0.5, 0.5, 0]),
  );
  const features = boxFeatures(crowd, scene);
  expect(features).toHaveLength(100 * BOX_FEATURES.length);
  expect(features.every(Number.isFinite)).toBe(true);
});

test('reads the scores by view', () => {
  const [row] = rowsOf([merged([10, 10, 30, 30], 5, [0.5, 0, 0.8])]);
  expect(row.best).toBeCloseTo(Math.log(4), 9);
  expect(row.small).toBe(0);
  expect(row.medium).toBeCloseTo(Math.log(0.02 / 0.98), 9);
  expect(row.share).toBeCloseTo(2 / 3, 9);
  expect([row.uncovered, row.large, row.centernet]).toEqual([0, 0, 0]);
  // A fifth of the image's side.
  expect(row.size).toBeCloseTo(0, 9);
});

test('a view that does not cover a box agrees with the others', () => {
  const [row] = rowsOf([merged([60, 60, 90, 90], 5, [0.5, 0.5, 0])]);
  expect(row).toMatchObject({ uncovered: 1, person: 0, share: 1 });
  const [alone] = rowsOf([merged([60, 60, 90, 90], 5, [0.5, 0.5, 0])], {
    ...scene,
    kinds: ['small', 'medium'],
    regions: [],
  });
  expect(alone).toMatchObject({ uncovered: 0, mean: row.mean });
});

test('finite for the surest box of all that fills the image', () => {
  const values = boxFeatures([merged([0, 0, 100, 100], 0, [1, 1, 1])], scene);
  expect(values.every(Number.isFinite)).toBe(true);
  expect(rowsOf([merged([0, 0, 100, 100], 0, [1, 1, 1])])[0].edges).toBe(4);
});

test('counts a better box of the class and the rivals at its place', () => {
  const [, worse] = rowsOf([
    merged([10, 10, 30, 30], 39, [0.8, 0, 0]),
    merged([10, 10, 30, 40], 39, [0.4, 0, 0]),
    merged([10, 10, 30, 42], 41, [0.5, 0, 0]),
    merged([10, 10, 30, 42], 1, [0.6, 0, 0]),
  ]);
  expect(worse.twin).toBeCloseTo(2 / 3, 9);
  expect(worse['in twin']).toBeCloseTo(2 / 3, 9);
  expect(worse['around twin']).toBeCloseTo(1, 9);
  expect(worse.rival).toBeCloseTo(0.6, 9);
  expect(worse['kindred rival']).toBeCloseTo(0.5, 9);
  expect(worse['better rival']).toBeCloseTo(0.2, 9);
});

test('knows what is near and in a person', () => {
  const [cup, person] = rowsOf([
    merged([12, 12, 16, 16], 41, [0.5, 0, 0]),
    merged([10, 10, 20, 50], 0, [0.9, 0, 0]),
  ]);
  expect(cup).toMatchObject({ 'near person': 1, 'in person': 1, 'person near person': 0 });
  expect(cup['size near person']).toBeCloseTo(0.5 * Math.log(16 / 400), 9);
  expect(person).toMatchObject({ 'is person': 1, 'near person': 0, 'person near person': 0 });
});
