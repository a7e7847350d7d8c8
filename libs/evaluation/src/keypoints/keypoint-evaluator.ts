import type { KeypointLayout } from '@turbo-hoi/core';
import { checkLength } from '../check-length';
import { CocoAccumulator, type CocoCurves } from '../coco/coco-accumulator';
import type { CocoImage } from '../coco/coco-image';
import { percentOver } from '../coco/coco-stat';
import { descendingOrder } from '../ranking/descending-order';
import type { KeypointDetections } from './keypoint-detections';
import type { KeypointTruth } from './keypoint-truth';
import { keypointSimilarity, labelledKeypoints } from './oks';

/** COCO's ten scores in its order, in 0..100; null (pycocotools: -1) without positives. */
export interface KeypointResult {
  /** Mean over OKS 0.50, 0.55, …, 0.95. */
  readonly ap: number | null;
  readonly ap50: number | null;
  readonly ap75: number | null;
  /** People of 32² to 96² pixels². */
  readonly apMedium: number | null;
  /** People of 96² pixels² and more. */
  readonly apLarge: number | null;
  readonly ar: number | null;
  readonly ar50: number | null;
  readonly ar75: number | null;
  readonly arMedium: number | null;
  readonly arLarge: number | null;
}

/** Poses of an image that count, the best. */
export const MAX_DETECTIONS = 20;

/**
 * COCO's keypoint AP, as in pycocotools' `COCOeval` with `iouType="keypoints"`.
 *
 * Images are added one by one and not kept; add them by ascending image id to break ties as pycocotools.
 */
export class KeypointEvaluator {
  private readonly all = new CocoAccumulator([0, 1e10]);
  private readonly medium = new CocoAccumulator([32 ** 2, 96 ** 2]);
  private readonly large = new CocoAccumulator([96 ** 2, 1e10]);

  constructor(private readonly layout: KeypointLayout) {}

  /** Adds an image; the 20 best poses are used. @throws TurboHoiError (shape) if the array lengths disagree */
  add(truth: KeypointTruth, detections: KeypointDetections): void {
    const { sigmas } = this.layout;
    checkLengths(truth, detections, sigmas.length);
    const people = Array.from(truth.areas, (_, g) => g);
    const best = descendingOrder(detections.scores, 'earlier-first').subarray(0, MAX_DETECTIONS);
    const crowd = Uint8Array.from(people, (g) => truth.crowd?.[g] ?? 0);
    const image: CocoImage = {
      scores: Float64Array.from(best, (d) => detections.scores[d]),
      detectionAreas: Float64Array.from(
        best,
        (d) => detections.areas?.[d] ?? extentArea(detections, d, sigmas.length),
      ),
      areas: truth.areas,
      crowd,
      ignored: crowd.map(
        (flag, g) =>
          flag || (truth.ignored?.[g] ?? Number(!labelledKeypoints(truth, g, sigmas.length))),
      ),
      unfindable: truth.unfindable,
      similarity: Float64Array.from(
        [...best].flatMap((d) =>
          people.map((g) => keypointSimilarity(detections, d, truth, g, sigmas)),
        ),
      ),
    };
    for (const range of [this.all, this.medium, this.large]) range.add(image);
  }

  result(): KeypointResult {
    const [all, medium, large] = [this.all, this.medium, this.large].map((range) => range.curves());
    return {
      ap: percent(all, 'precision'),
      ap50: percent(all, 'precision', 0),
      ap75: percent(all, 'precision', 5),
      apMedium: percent(medium, 'precision'),
      apLarge: percent(large, 'precision'),
      ar: percent(all, 'recall'),
      ar50: percent(all, 'recall', 0),
      ar75: percent(all, 'recall', 5),
      arMedium: percent(medium, 'recall'),
      arLarge: percent(large, 'recall'),
    };
  }
}

/** The value at one threshold, or the mean over all. */
function percent(
  curves: CocoCurves | null,
  curve: keyof CocoCurves,
  threshold?: number,
): number | null {
  return curves === null ? null : percentOver(curves[curve], threshold);
}

/** pycocotools' `loadRes`: the area of a predicted pose is the extent of all its keypoints. */
function extentArea({ keypoints }: KeypointDetections, d: number, count: number): number {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let k = 0; k < count; k++) {
    const at = 3 * (count * d + k);
    left = Math.min(left, keypoints[at]);
    top = Math.min(top, keypoints[at + 1]);
    right = Math.max(right, keypoints[at]);
    bottom = Math.max(bottom, keypoints[at + 1]);
  }
  return (right - left) * (bottom - top);
}

function checkLengths(truth: KeypointTruth, detections: KeypointDetections, count: number): void {
  const [people, poses] = [truth.areas.length, detections.scores.length];
  checkLength('KeypointTruth.boxes', truth.boxes, 4 * people);
  checkLength('KeypointTruth.keypoints', truth.keypoints, 3 * count * people);
  if (truth.crowd) checkLength('KeypointTruth.crowd', truth.crowd, people);
  if (truth.ignored) checkLength('KeypointTruth.ignored', truth.ignored, people);
  checkLength('KeypointDetections.keypoints', detections.keypoints, 3 * count * poses);
  if (detections.areas) checkLength('KeypointDetections.areas', detections.areas, poses);
}
