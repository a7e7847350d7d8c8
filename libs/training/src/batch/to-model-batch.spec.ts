import type { TrainingBatch } from '@turbo-hoi/datasets';
import { expectNoLeak } from '@turbo-hoi/testing';
import type * as tf from '@tensorflow/tfjs';
import { toModelBatch } from './to-model-batch';

// Two images of 2 × 3 pixels; R 3, A 2, K 4, P 2.
const float = (length: number, from = 0) => Float32Array.from({ length }, (_, i) => from + i / 2);
const batch: TrainingBatch = {
  images: Uint8Array.from({ length: 36 }, (_, i) => 7 * i),
  shape: { batch: 2, height: 2, width: 3 },
  people: {
    boxes: float(12),
    imageIndex: Int32Array.of(0, 1, 1),
    valid: Float32Array.of(1, 1, 0),
  },
  hoi: {
    labels: float(6),
    annotated: Float32Array.of(1, 0, 0),
    offsets: float(24),
    located: float(6, 1),
  },
  pose: { cells: Int32Array.from({ length: 12 }, (_, i) => i), visible: float(12, 2) },
  detection: {
    boxes: float(8, 3),
    imageIndex: Int32Array.of(1, 0),
    valid: Float32Array.of(1, 0),
    classes: Int32Array.of(2, 0),
    deltas: float(8, 4),
  },
};

/** Shape, type and numbers of every tensor, under the name it has in the batch. */
function described(value: object): unknown {
  if (Array.isArray(value)) return value;
  if ('dataSync' in value) {
    const { shape, dtype, dataSync } = value as tf.Tensor;
    return { shape, dtype, data: [...dataSync.call(value)] };
  }
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, described(part)]));
}

const tensor = (shape: number[], data: ArrayLike<number>, dtype = 'float32') => ({
  shape,
  dtype,
  data: Array.from(data),
});

test('objects, pairs and fields of people travel with the batch', () => {
  const objects = {
    boxes: float(8),
    imageIndex: Int32Array.of(0, 1),
    classes: Int32Array.of(2, -1),
    scores: float(2),
  };
  const pairs = {
    person: Int32Array.of(0, 1, 2),
    object: Int32Array.of(0, 1, 1),
    valid: Float32Array.of(1, 1, 0),
    labels: float(6),
    annotated: Float32Array.of(1, 0, 0),
  };
  const fields = { skeleton: { data: float(12), shape: [2, 2] } };
  expect(described(toModelBatch({ ...batch, objects, pairs, fields }))).toMatchObject({
    hoi: { pairs: { labels: tensor([3, 2], pairs.labels), valid: tensor([3], pairs.annotated) } },
    objects: {
      rois: { boxes: tensor([2, 4], objects.boxes), perImage: [1, 1] },
      classes: tensor([2], objects.classes, 'int32'),
      scores: tensor([2], objects.scores),
    },
    pairs: {
      person: tensor([3], pairs.person, 'int32'),
      object: tensor([3], pairs.object, 'int32'),
      valid: tensor([3], pairs.valid),
    },
    fields: { skeleton: tensor([3, 2, 2], fields.skeleton.data) },
  });
});

test('layouts travel with the batch', () => {
  const objects = {
    boxes: float(8),
    imageIndex: Int32Array.of(0, 1),
    classes: Int32Array.of(2, -1),
    scores: float(2),
    keypoints: float(24),
  };
  const layout = { sizes: Float32Array.of(3, 2, 5, 4), own: Int32Array.of(0, 1, 1) };
  const pose = { ...batch.pose, points: float(24) };
  expect(described(toModelBatch({ ...batch, pose, objects, layout }))).toMatchObject({
    pose: { points: tensor([3, 8], pose.points) },
    objects: { keypoints: tensor([2, 4, 3], objects.keypoints) },
    layout: { sizes: tensor([2, 2], layout.sizes), own: tensor([3], layout.own, 'int32') },
  });
});

test('every array becomes a tensor of its shape and type', () => {
  const { images, people, hoi, pose, detection } = batch;
  expect(described(toModelBatch(batch))).toEqual({
    images: tensor([2, 2, 3, 3], images),
    people: {
      boxes: tensor([3, 4], people.boxes),
      imageIndex: tensor([3], people.imageIndex, 'int32'),
      perImage: [1, 2],
    },
    valid: tensor([3], people.valid),
    hoi: {
      labels: tensor([3, 2], hoi.labels),
      annotated: tensor([3], hoi.annotated),
      offsets: tensor([3, 8], hoi.offsets),
      located: tensor([3, 2], hoi.located),
    },
    pose: {
      cells: tensor([3, 4], pose.cells, 'int32'),
      visible: tensor([3, 4], pose.visible),
    },
    proposals: {
      boxes: tensor([2, 4], detection.boxes),
      imageIndex: tensor([2], detection.imageIndex, 'int32'),
    },
    detection: {
      classes: tensor([2], detection.classes, 'int32'),
      valid: tensor([2], detection.valid),
      deltas: tensor([2, 4], detection.deltas),
    },
  });
});

test('bytes stay in 0..255', () => {
  expect(Math.max(...toModelBatch(batch).images.dataSync())).toBe(245);
});

test('its tensors are all that it leaves', () => {
  expectNoLeak(() => toModelBatch(batch));
});
