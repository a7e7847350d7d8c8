import type { Detections, Rng, Sample } from '@turbo-hoi/core';
import { groundTruth, ROI_SAMPLING, roiTargets } from '@turbo-hoi/detection';
import type { DetectionRows } from './training-batch';

/** Default foreground share of {@link detectionRows}: images of small data sets have few objects, all of which are used. */
const FOREGROUND_SHARE = 0.5;

/**
 * Samples P proposals over all images, including the annotated boxes, with the targets of L_det: `roiTargets`, balanced and pooled.
 *
 * Rows are in the order of the images; padding rows count as the last image's.
 *
 * @param rows P
 * @param foreground maximum share of foreground rows, 0..1; Fast R-CNN: 0.25
 */
export function detectionRows(
  samples: readonly Sample[],
  proposals: readonly Detections[],
  rows: number,
  rng: Rng,
  foreground = FOREGROUND_SHARE,
): DetectionRows {
  const sampled = roiTargets(
    proposals.map(({ boxes }) => boxes),
    samples.map(groundTruth),
    // Balanced: people have dozens of proposals, a ball has few.
    { ...ROI_SAMPLING, count: rows, foreground, balanced: true, pooled: true },
    rng,
  );
  const count = sampled.classes.length;
  const boxes = new Float32Array(4 * rows);
  for (let row = count; row < rows; row++) boxes.set([0, 0, 1, 1], 4 * row);
  boxes.set(sampled.boxes);
  const imageIndex = new Int32Array(rows).fill(samples.length - 1);
  imageIndex.set(sampled.imageIndex);
  const classes = new Int32Array(rows);
  classes.set(sampled.classes);
  const deltas = new Float32Array(4 * rows);
  deltas.set(sampled.deltas);
  return { boxes, imageIndex, valid: new Float32Array(rows).fill(1, 0, count), classes, deltas };
}
