import {
  boxAt,
  boxIou,
  type DatasetInfo,
  definePlugin,
  type ImageAnnotations,
} from '@turbo-hoi/core';
import { KeypointEvaluator, keypointTruth, pck, type PosePair } from '@turbo-hoi/evaluation';
import { z } from 'zod';
import {
  type Metric,
  type MetricColumn,
  METRICS,
  type MetricScores,
  type ScoredPrediction,
} from '../metric';
import { poseScores } from '../pose-scores';
import { type PosedPeople, withPoses } from '../posed-people';

const COLUMNS: readonly MetricColumn[] = [
  { key: 'apKp50', heading: 'AP kp50', meaning: 'keypoints at OKS 0.50', shown: 'main' },
  { key: 'apKp', heading: 'AP kp', meaning: 'mean over OKS 0.50 to 0.95', shown: 'detail' },
  {
    key: 'pckHidden',
    heading: 'PCK hidden',
    meaning: 'hidden keypoints within a tenth of the box',
    shown: 'detail',
  },
];

/** COCO's keypoint AP, and the PCK of hidden keypoints. */
class KeypointMetric implements Metric {
  readonly columns = COLUMNS;
  private readonly evaluator: KeypointEvaluator;
  private readonly pairs: PosePair[] = [];
  private scored = false;

  constructor(private readonly info: DatasetInfo) {
    this.evaluator = new KeypointEvaluator(info.keypoints);
  }

  add(annotations: ImageAnnotations, { prediction, stage }: ScoredPrediction): void {
    const { keypoints } = prediction.stages[stage];
    if (!keypoints) return;
    this.scored = true;
    const posed = withPoses(prediction, keypoints);
    const scores = poseScores(posed.personScores, posed.keypoints);
    this.evaluator.add(keypointTruth(annotations, this.info.keypoints), { ...posed, scores });
    this.pairs.push(...posePairs(annotations, posed));
  }

  result(): MetricScores {
    const result = this.scored ? this.evaluator.result() : null;
    return {
      scores: {
        apKp50: result?.ap50 ?? null,
        apKp: result?.ap ?? null,
        pckHidden: this.scored ? pck(this.pairs).occluded.pck : null,
      },
    };
  }
}

/** Pairs each annotated person with the pose of the detected person of largest IoU; NaN if no person was detected. */
function posePairs(
  annotations: ImageAnnotations,
  { personBoxes, personScores, keypoints }: PosedPeople,
): PosePair[] {
  return annotations.people.flatMap(({ box, keypoints: truth }) => {
    if (!truth) return [];
    const width = truth.length;
    if (personScores.length === 0)
      return [{ box, truth, predicted: new Float32Array(width).fill(NaN) }];
    const overlaps = Array.from(personScores, (_, p) => boxIou(box, boxAt(personBoxes, p)));
    const best = overlaps.indexOf(Math.max(...overlaps));
    const predicted = keypoints.subarray(best * width, (best + 1) * width);
    return [{ box, truth, predicted }];
  });
}

/** Kind `keypoints`: COCO's keypoint AP as pycocotools computes it. */
export const keypointMetric = definePlugin(METRICS, {
  kind: 'keypoints',
  schema: z.strictObject({}),
  create: (_, { dataset }) => new KeypointMetric(dataset),
});
