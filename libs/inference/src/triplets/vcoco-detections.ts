import { inclusiveBoxes, type VcocoDetections } from '@turbo-hoi/evaluation';
import type { ImagePrediction } from '../predictor/prediction';
import type { TripletScores } from './score-triplets';

/** Converts the triplets of an image to V-COCO's detections, one row per person, boxes in inclusive pixels. */
export function vcocoDetections(
  { personBoxes }: Pick<ImagePrediction, 'personBoxes'>,
  { agentScores, roleBoxes, roleScores }: TripletScores,
): VcocoDetections {
  return {
    boxes: inclusiveBoxes(personBoxes),
    agentScores,
    roleBoxes: inclusiveBoxes(roleBoxes),
    roleScores,
  };
}
