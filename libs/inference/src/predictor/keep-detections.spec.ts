import type { ImagePrediction } from './prediction';
import { keepDetections } from './keep-detections';

/** Detections 0 to 4, of which 0, 2 and 3 are people; every value of a row is the number of its detection or pair. */
const prediction: ImagePrediction = {
  imageId: 9,
  detections: {
    boxes: Float32Array.from({ length: 20 }, (_, i) => Math.floor(i / 4)),
    scores: Float32Array.of(0.9, 0.8, 0.7, 0.6, 0.5),
    classes: Int32Array.of(0, 1, 0, 0, 2),
    keypoints: Float32Array.from({ length: 5 * 6 }, (_, i) => Math.floor(i / 6)),
  },
  people: Int32Array.of(0, 2, 3),
  personBoxes: Float32Array.from({ length: 12 }, (_, i) => [0, 2, 3][Math.floor(i / 4)]),
  personScores: Float32Array.of(0.9, 0.7, 0.6),
  pairs: {
    person: Int32Array.of(0, 0, 1, 1, 2, 2),
    object: Int32Array.of(1, 4, 1, 4, 1, 4),
  },
  stages: [
    { out: null, keypoints: Float32Array.of(0, 0, 2, 2, 3, 3), attention: null },
    {
      out: { actions: Float32Array.of(0, 0, 2, 2, 3, 3), offsets: Float32Array.of(0, 2, 3) },
      pairs: { actions: Float32Array.of(0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5) },
      keypoints: Float32Array.of(0, 2, 3),
      attention: Float32Array.of(0, 0, 0, 0, 2, 2, 2, 2, 3, 3, 3, 3),
    },
  ],
};

test('keeps the rows of the people and pairs that are left, with new indices', () => {
  const { detections, people, personBoxes, personScores, pairs, stages } = keepDetections(
    prediction,
    [2, 3, 4],
  );
  expect([...detections.boxes]).toEqual([2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4]);
  expect([...detections.classes]).toEqual([0, 0, 2]);
  expect([...detections.keypoints!]).toEqual([2, 3, 4].flatMap((row) => Array(6).fill(row)));
  expect([...people]).toEqual([0, 1]);
  expect([...personBoxes]).toEqual([2, 2, 2, 2, 3, 3, 3, 3]);
  expect([...personScores]).toEqual([...Float32Array.of(0.7, 0.6)]);
  // Pairs 3 and 5 of detections 2 and 3 with 4.
  expect([...pairs!.person]).toEqual([0, 1]);
  expect([...pairs!.object]).toEqual([2, 2]);
  const [first, last] = stages;
  expect(first.out).toBeNull();
  expect([...first.keypoints!]).toEqual([2, 2, 3, 3]);
  expect([...last.out!.actions]).toEqual([2, 2, 3, 3]);
  expect([...last.out!.offsets]).toEqual([2, 3]);
  expect([...last.pairs!.actions]).toEqual([3, 3, 5, 5]);
  expect([...last.keypoints!]).toEqual([2, 3]);
  expect([...last.attention!]).toEqual([2, 2, 2, 2, 3, 3, 3, 3]);
});

test('keeping all detections changes nothing', () => {
  expect(keepDetections(prediction, [0, 1, 2, 3, 4])).toEqual(prediction);
});

test.each([
  ['no detection', [], 0],
  ['objects alone', [1, 4], 2],
])('keeping %s leaves no people and no pairs', (_, kept, count) => {
  const { detections, people, pairs, stages } = keepDetections(prediction, kept);
  expect([detections.classes.length, people.length, pairs!.person.length]).toEqual([count, 0, 0]);
  for (const { out, pairs: scores, keypoints, attention } of stages)
    for (const values of [out?.actions, scores?.actions, keypoints, attention])
      expect(values?.length ?? 0).toBe(0);
});

test('a prediction without people and pairs stays one', () => {
  const { pairs, ...rest } = prediction;
  expect(pairs).toBeDefined();
  const none = { ...rest, people: new Int32Array(0), personScores: new Float32Array(0) };
  const bare = { ...none, personBoxes: new Float32Array(0), stages: [] };
  const kept = keepDetections(bare, [1]);
  expect(kept.pairs).toBeUndefined();
  expect([...kept.detections.classes]).toEqual([1]);
});
