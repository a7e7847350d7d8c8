import type { Detections, KeypointLayout, Sample } from '@turbo-hoi/core';
import { annotatedBoxes } from '@turbo-hoi/detection';
import { type DetectionLimits, SimulatedRows } from './detection-rows';
import { keypointsOf } from './simulate-detections';

/** Score of every box, and confidence of every labelled joint. */
const CERTAINTY = 0.9;

/** The annotated people and objects of an image exactly, without crowds; every score and the confidence of labelled joints is 0.9. */
export function exactDetections(
  sample: Sample,
  { names }: Pick<KeypointLayout, 'names'>,
  limits: DetectionLimits,
): Detections {
  const rows = new SimulatedRows(names.length);
  const posed = keypointsOf(sample);
  for (const { box, category, crowd } of annotatedBoxes(sample)) {
    if (crowd) continue;
    const keypoints = posed.get(box);
    rows.add(box, category, CERTAINTY, keypoints ? certain(keypoints) : null);
  }
  return rows.detections(limits);
}

function certain(keypoints: Float32Array): Float32Array {
  const skeleton = new Float32Array(keypoints.length);
  for (let at = 0; at < keypoints.length; at += 3) {
    if (keypoints[at + 2] > 0) skeleton.set([keypoints[at], keypoints[at + 1], CERTAINTY], at);
  }
  return skeleton;
}
