import type { ImagePrediction } from './prediction';
import { inPixelsOf, scalePrediction } from './scale-prediction';

const prediction: ImagePrediction = {
  imageId: 1,
  detections: {
    boxes: Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8),
    scores: Float32Array.of(0.5, 0.4),
    classes: Int32Array.of(0, 1),
  },
  people: Int32Array.of(0),
  personBoxes: Float32Array.of(1, 2, 3, 4),
  personScores: Float32Array.of(0.5),
  stages: [
    { out: null, keypoints: Float32Array.of(1, 2, 0.9), attention: null },
    {
      out: { actions: Float32Array.of(0.1), offsets: Float32Array.of(1, 2, 3, 4) },
      keypoints: null,
      attention: null,
    },
  ],
};

test('scales boxes and keypoints but not scores, peaks and offsets', () => {
  const scaled = scalePrediction(prediction, 2, 10);
  expect([...scaled.detections.boxes]).toEqual([2, 20, 6, 40, 10, 60, 14, 80]);
  expect([...scaled.personBoxes]).toEqual([2, 20, 6, 40]);
  expect([...scaled.stages[0].keypoints!]).toEqual([2, 20, Math.fround(0.9)]);
  expect(scaled.stages[1]).toEqual(prediction.stages[1]);
  expect(scaled.personScores).toEqual(prediction.personScores);
});

test('scales skeletons of detections', () => {
  const keypoints = Float32Array.of(1, 2, 0.5, 0, 0, 0);
  const posed = { ...prediction, detections: { ...prediction.detections, keypoints } };
  expect([...scalePrediction(posed, 2, 10).detections.keypoints!]).toEqual([2, 20, 0.5, 0, 0, 0]);
});

test('converts predictions on a resized image to pixels of the original', () => {
  const [original, shown] = [
    { width: 20, height: 60 },
    { width: 10, height: 6 },
  ];
  expect(inPixelsOf(original, shown, prediction)).toEqual(scalePrediction(prediction, 2, 10));
  expect(inPixelsOf(shown, { ...shown }, prediction)).toBe(prediction);
});
