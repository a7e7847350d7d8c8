import { boxAt, boxIou, type Detections } from '@turbo-hoi/core';
import {
  type BoxScoreModel,
  type ConfidenceModel,
  peopleToPose,
  photoSchema,
  scoredBoxes,
  selectBoxes,
  skeletons,
} from '@turbo-hoi/pretrained';
import type { PhotoRecord, RawPose } from '../photos/collect';
import type { Candidates } from './candidates';

/** A pose was taken in a box of all models; the same person's box of some of them is about there. */
const SAME_BOX = 0.7;
const PERSON = 0;

/** What the detector with these numbers returns for the candidates, with skeletons by the given pose detector. */
export function detectionsOf(
  { merged, features }: Candidates,
  { poses, scene }: PhotoRecord,
  model: BoxScoreModel,
  joints: ConfidenceModel,
  variant: 'lightning' | 'thunder',
): Detections {
  const options = photoSchema.parse({});
  const found = selectBoxes(scoredBoxes(merged, features, model), options);
  const people = peopleToPose(found, PERSON, options.maxPoses).flatMap((row) => {
    const box = boxAt(found.boxes, row);
    const overlap = (one: RawPose) => boxIou(one.box, box);
    const [pose] = [...poses].sort((a, b) => overlap(b) - overlap(a));
    if (!pose || overlap(pose) < SAME_BOX) return [];
    const keypoints = Float32Array.from(pose[variant]);
    return [{ row, box, score: found.scores[row], keypoints }];
  });
  const keypoints = skeletons(people, found.scores.length, scene.image, joints);
  return { ...found, keypoints };
}
