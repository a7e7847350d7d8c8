import type { ImagePrediction } from '../predictor/prediction';
import { priorPrediction } from './prior-prediction';
import { poseScores } from './pose-scores';

const prediction = (people: number): ImagePrediction => ({
  imageId: 1,
  detections: { boxes: new Float32Array(), scores: new Float32Array(), classes: new Int32Array() },
  people: Int32Array.from({ length: people }, (_, i) => i),
  personBoxes: Float32Array.of(0, 0, 10, 20, 100, 100, 140, 200).subarray(0, 4 * people),
  personScores: Float32Array.of(0.9, 0.5).subarray(0, people),
  stages: [],
});

const mean = {
  actionScores: Float32Array.of(0.25, 0.5),
  offsets: Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8),
  keypoints: Float32Array.of(0.5, 0.25),
};

test("predicts the averages for every person, relative to the person's box", () => {
  const [{ out, keypoints }] = priorPrediction(prediction(2), mean).stages;
  expect([...out!.actions]).toEqual([0.25, 0.5, 0.25, 0.5]);
  expect([...out!.offsets]).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 6, 7, 8]);
  expect([...keypoints!]).toEqual([5, 5, 1, 120, 125, 1]);
});

test('predicts nothing without people', () => {
  const [{ out, keypoints }] = priorPrediction(prediction(0), mean).stages;
  expect([out?.actions.length, keypoints?.length]).toEqual([0, 0]);
});

test('scores a pose by s_h times the mean peak', () => {
  const keypoints = Float32Array.of(0, 0, 0.5, 0, 0, 1, 0, 0, 0.25, 0, 0, 0.25);
  const [a, b] = poseScores(Float32Array.of(1, 0.5), keypoints);
  expect([a, b]).toEqual([0.75, 0.125]);
  expect(poseScores(new Float32Array(), new Float32Array())).toHaveLength(0);
});
