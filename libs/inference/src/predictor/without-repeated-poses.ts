import { type PoseDecoding, suppressPoses } from '@turbo-hoi/pose-module';
import { poseScores } from '../scoring/pose-scores';
import type { ImagePrediction, StagePrediction } from './prediction';

/** A stage of an image after pose NMS, if `decoding` asks for it: the keypoints of eliminated poses are zeros, the people stay. */
export function withoutRepeatedPoses(
  stage: StagePrediction,
  people: { readonly boxes: Float32Array } & Pick<ImagePrediction, 'personScores'>,
  { nms }: PoseDecoding,
): StagePrediction {
  const { keypoints } = stage;
  if (!nms || !keypoints) return stage;
  const scores = poseScores(people.personScores, keypoints);
  return { ...stage, keypoints: suppressPoses({ keypoints, boxes: people.boxes }, scores, nms) };
}
