import type { LayoutRows, ObjectRois, PersonFields, RoiMap, Stem } from '@turbo-hoi/core';
import { assertShape, gatherRows } from '@turbo-hoi/nn';
import * as tf from '@tensorflow/tfjs';
import type { Tensor2D } from '@tensorflow/tfjs';

/** F and fields of a batch whose stem reads layouts. */
export interface LayoutFeatures {
  /** [R,1,1,C]. */
  readonly people: RoiMap;
  /** [O,1,1,C]. */
  readonly objects: RoiMap;
  /** `score` [R] and `box` [R,4] of people and, if the detector finds skeletons, `skeleton` [R,K,3]. */
  readonly fields: PersonFields;
}

/** F of all detections, and of those that are people; null for a stem that reads pixels. Call it within `tidy`. */
export function layoutFeatures(
  stem: Stem,
  objects: ObjectRois,
  { sizes, own }: LayoutRows,
): LayoutFeatures | null {
  const features = stem.regions?.({ objects, sizes });
  if (!features) return null;
  const rows = objects.classes.shape[0];
  const { channels } = stem;
  assertShape(features, [rows, 1, 1, channels], 'stem: regions');
  const ofPeople = gatherRows(tf.reshape(features, [rows, channels]) as Tensor2D, own);
  return {
    people: tf.reshape(ofPeople, [-1, 1, 1, channels]),
    objects: features,
    fields: {
      score: tf.gather(objects.scores, own),
      box: tf.gather(objects.rois.boxes, own),
      ...(objects.keypoints && { skeleton: tf.gather(objects.keypoints, own) }),
    },
  };
}
