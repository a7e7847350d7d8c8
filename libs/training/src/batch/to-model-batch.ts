import type { HostLayout, PairTargets } from '@turbo-hoi/core';
import type { FieldRows, LayoutInputs, PairRows, TrainingBatch } from '@turbo-hoi/datasets';
import { toRois } from '@turbo-hoi/nn';
import type { ModelBatch } from '@turbo-hoi/turbo-loop';
import * as tf from '@tensorflow/tfjs';

/** A batch of typed arrays as tensors, which the caller owns. */
export function toModelBatch(arrays: TrainingBatch): ModelBatch {
  const { images, shape, people, hoi, pose, detection, objects, pairs, layout, fields } = arrays;
  const [rows, proposals] = [people.valid.length, detection.valid.length];
  const { batch, height, width } = shape;
  return {
    // Bytes widen to floats in one typed-array copy; backends know no byte tensors.
    images: tf.tensor4d(Float32Array.from(images), [batch, height, width, 3]),
    people: toRois(people.boxes, people.imageIndex, batch),
    valid: tf.tensor1d(people.valid),
    hoi: {
      labels: matrix(hoi.labels, rows),
      annotated: tf.tensor1d(hoi.annotated),
      offsets: matrix(hoi.offsets, rows),
      located: matrix(hoi.located, rows),
      ...(pairs && { pairs: pairTargets(pairs) }),
    },
    pose: {
      cells: tf.tensor2d(pose.cells, [rows, pose.cells.length / rows], 'int32'),
      visible: matrix(pose.visible, rows),
      ...(pose.points && { points: matrix(pose.points, rows) }),
    },
    proposals: toRois(detection.boxes, detection.imageIndex, batch),
    detection: {
      classes: tf.tensor1d(detection.classes, 'int32'),
      valid: tf.tensor1d(detection.valid),
      deltas: tf.tensor2d(detection.deltas, [proposals, 4]),
    },
    ...(objects && {
      objects: {
        rois: toRois(objects.boxes, objects.imageIndex, batch),
        classes: tf.tensor1d(objects.classes, 'int32'),
        scores: tf.tensor1d(objects.scores),
        ...(objects.keypoints && {
          keypoints: skeletons(objects.keypoints, objects.scores.length),
        }),
      },
    }),
    ...(pairs && {
      pairs: {
        person: tf.tensor1d(pairs.person, 'int32'),
        object: tf.tensor1d(pairs.object, 'int32'),
        valid: tf.tensor1d(pairs.valid),
      },
    }),
    ...(layout && {
      layout: {
        sizes: tf.tensor2d(layout.sizes, [batch, 2]),
        own: tf.tensor1d(layout.own, 'int32'),
        host: () => hostLayout(arrays, layout),
      },
    }),
    ...(fields && { fields: fieldTensors(fields, rows) }),
  };
}

function hostLayout({ objects, pairs }: TrainingBatch, layout: LayoutInputs): HostLayout {
  const { boxes, classes, scores } = objects!;
  const none = new Int32Array(0);
  return {
    boxes,
    classes,
    scores,
    ...layout,
    person: pairs?.person ?? none,
    object: pairs?.object ?? none,
  };
}

function matrix(values: Float32Array, rows: number): tf.Tensor2D {
  return tf.tensor2d(values, [rows, values.length / rows]);
}

function skeletons(values: Float32Array, rows: number): tf.Tensor3D {
  return tf.tensor3d(values, [rows, values.length / 3 / rows, 3]);
}

function pairTargets({ labels, annotated }: PairRows): PairTargets {
  return { labels: matrix(labels, annotated.length), valid: tf.tensor1d(annotated) };
}

function fieldTensors(
  fields: Readonly<Record<string, FieldRows>>,
  rows: number,
): Record<string, tf.Tensor> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, { data, shape }]) => [
      name,
      tf.tensor(data, [rows, ...shape]),
    ]),
  );
}
