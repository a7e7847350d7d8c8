import type { KeypointDetections } from './keypoint-detections';
import type { KeypointTruth } from './keypoint-truth';

/**
 * Object keypoint similarity of pose `d` to person `g` (pycocotools' `computeOks`): the mean of
 * `exp(-distance² / (2 · area · (2σ)²))` over the labelled keypoints.
 *
 * For a person without labelled keypoints, distances are to the box doubled about its center, so that a pose
 * inside it matches the person and is ignored, too.
 */
export function keypointSimilarity(
  detections: KeypointDetections,
  d: number,
  truth: KeypointTruth,
  g: number,
  sigmas: readonly number[],
): number {
  const [from, to] = [3 * sigmas.length * d, 3 * sigmas.length * g];
  const labelled = labelledKeypoints(truth, g, sigmas.length) > 0;
  const x1 = truth.boxes[4 * g];
  const y1 = truth.boxes[4 * g + 1];
  const width = truth.boxes[4 * g + 2] - x1;
  const height = truth.boxes[4 * g + 3] - y1;
  let sum = 0;
  let count = 0;
  for (let k = 0; k < sigmas.length; k++) {
    if (labelled && !(truth.keypoints[to + 3 * k + 2] > 0)) continue;
    const x = detections.keypoints[from + 3 * k];
    const y = detections.keypoints[from + 3 * k + 1];
    const dx = labelled ? x - truth.keypoints[to + 3 * k] : outside(x, x1 - width, x1 + 2 * width);
    const dy = labelled
      ? y - truth.keypoints[to + 3 * k + 1]
      : outside(y, y1 - height, y1 + 2 * height);
    const variance = (2 * sigmas[k]) ** 2;
    sum += Math.exp(-(dx ** 2 + dy ** 2) / variance / (truth.areas[g] + Number.EPSILON) / 2);
    count++;
  }
  return sum / count;
}

/** Number of labelled keypoints of person `g`. */
export function labelledKeypoints({ keypoints }: KeypointTruth, g: number, count: number): number {
  let labelled = 0;
  for (let k = 0; k < count; k++) if (keypoints[3 * (count * g + k) + 2] > 0) labelled++;
  return labelled;
}

function outside(value: number, low: number, high: number): number {
  return Math.max(0, low - value) + Math.max(0, value - high);
}
