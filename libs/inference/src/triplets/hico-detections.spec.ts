import type { ImagePrediction } from '../predictor/prediction';
import { hicoDetections } from './hico-detections';
import type { TripletScores } from './score-triplets';

const prediction: ImagePrediction = {
  imageId: 1,
  detections: {
    boxes: Float32Array.of(0, 0, 10, 20, 5, 6, 7, 9, 30, 0, 40, 20),
    scores: Float32Array.of(0.9, 0.8, 0.7),
    classes: Int32Array.of(0, 2, 0),
  },
  people: Int32Array.of(0, 2),
  personBoxes: Float32Array.of(0, 0, 10, 20, 30, 0, 40, 20),
  personScores: Float32Array.of(0.9, 0.7),
  stages: [],
};
const triplets: TripletScores = {
  actionScores: new Float32Array(4),
  agentScores: new Float32Array(4),
  roleBoxes: new Float32Array(16),
  // Person by person, two columns each.
  roleScores: Float32Array.of(0.5, 0.25, 0.125, 0.75),
  targets: Int32Array.of(1, -1, 1, 0),
};
const hois = [
  { column: 1, category: 0, trainingPairs: null },
  { column: 0, category: 2, trainingPairs: null },
];

test('converts a triplet with a target to its interaction, in pixels counted from 1', () => {
  const found = hicoDetections(prediction, triplets, hois);
  expect([...found.hois]).toEqual([1, 1, 0]);
  expect([...found.scores]).toEqual([0.5, 0.125, 0.75]);
  expect([...found.humanBoxes]).toEqual([1, 1, 10, 20, 31, 1, 40, 20, 31, 1, 40, 20]);
  expect([...found.objectBoxes]).toEqual([6, 7, 7, 9, 6, 7, 7, 9, 1, 1, 10, 20]);
});

test('leaves out triplets that are not listed interactions', () => {
  expect([...hicoDetections(prediction, triplets, hois.slice(0, 1)).hois]).toEqual([0]);
});
