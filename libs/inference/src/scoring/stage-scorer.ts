import { boxAt, boxIou, type DatasetInfo, type Sample } from '@turbo-hoi/core';
import { KeypointEvaluator, keypointTruth, pck, type PosePair } from '@turbo-hoi/evaluation';
import type { ImagePrediction } from '../predictor/prediction';
import { scoreTriplets, type TripletOptions } from '../triplets/score-triplets';
import { createHoiScorer, type HoiScorer } from './hoi-scorer';
import { poseScores } from './pose-scores';
import { NO_HOI_SCORES, type StageScores } from './stage-scores';

/** Compares one stage's predictions with the annotations by the official rules, image by image. */
export class StageScorer {
  private readonly hoi: HoiScorer;
  private readonly keypoints: KeypointEvaluator;
  private readonly poses: PosePair[] = [];
  private sawHoi = false;
  private sawPose = false;

  constructor(
    private readonly stage: number,
    private readonly info: DatasetInfo,
    private readonly targetChoice: TripletOptions = {},
  ) {
    this.hoi = createHoiScorer(info);
    this.keypoints = new KeypointEvaluator(info.keypoints);
  }

  /** Add images by ascending id. */
  add(sample: Sample, prediction: ImagePrediction): void {
    this.addHoi(sample, prediction);
    this.addPose(sample, prediction);
  }

  scores(): StageScores {
    const keypoints = this.sawPose ? this.keypoints.result() : null;
    return {
      stage: this.stage,
      ...(this.sawHoi ? this.hoi.scores() : NO_HOI_SCORES),
      apKp50: keypoints && keypoints.ap50,
      keypoints,
      pck: this.sawPose ? pck(this.poses) : null,
    };
  }

  private addHoi(sample: Sample, prediction: ImagePrediction): void {
    const triplets = scoreTriplets(prediction, this.stage, this.info, this.targetChoice);
    if (!triplets) return;
    this.sawHoi = true;
    this.hoi.add(sample, prediction, triplets);
  }

  private addPose(sample: Sample, prediction: ImagePrediction): void {
    const { keypoints } = prediction.stages[this.stage];
    if (!keypoints) return;
    this.sawPose = true;
    const scores = poseScores(prediction.personScores, keypoints);
    this.keypoints.add(keypointTruth(sample, this.info.keypoints), { scores, keypoints });
    this.poses.push(...posePairs(sample, prediction, keypoints));
  }
}

/** Each annotated person beside the pose of the detected person that overlaps most; NaN without anyone. */
function posePairs(
  sample: Sample,
  { personBoxes, people }: ImagePrediction,
  keypoints: Float32Array,
): PosePair[] {
  return sample.people.flatMap(({ box, keypoints: truth }) => {
    if (!truth) return [];
    const width = truth.length;
    if (people.length === 0) return [{ box, truth, predicted: new Float32Array(width).fill(NaN) }];
    const overlaps = Array.from(people, (_, p) => boxIou(box, boxAt(personBoxes, p)));
    const best = overlaps.indexOf(Math.max(...overlaps));
    const predicted = keypoints.subarray(best * width, (best + 1) * width);
    return [{ box, truth, predicted }];
  });
}
