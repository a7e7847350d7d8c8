import type { DatasetInfo, Rng } from '@turbo-hoi/core';
import type { ObjectRows, PairRows, TrainingBatch } from '@turbo-hoi/datasets';

export interface RandomBatchSizes {
  readonly images: number;
  /** Image size in pixels. */
  readonly height: number;
  readonly width: number;
  readonly people: number;
  readonly proposals: number;
  /** Object rows of each image, with which all its people are paired; absent: neither objects nor pairs. */
  readonly objects?: number;
}

/** A batch of noise: the time of a step does not depend on its data. */
export function randomBatch(
  { images, height, width, people, proposals, objects }: RandomBatchSizes,
  dataset: DatasetInfo,
  heatmapSide: number | null,
  rng: Rng,
): TrainingBatch {
  const columns = dataset.actions.columns.length;
  const keypoints = dataset.keypoints.names.length;
  const floats = (length: number, draw: (i: number) => number) =>
    Float32Array.from({ length }, (_, i) => draw(i));
  const boxes = (count: number) =>
    floats(4 * count, (i) => {
      const side = i % 2 === 0 ? width : height;
      return side * (i % 4 < 2 ? rng.uniform(0, 0.4) : rng.uniform(0.5, 0.9));
    });
  const imageIndex = (count: number) => Int32Array.from({ length: count }, (_, i) => i % images);
  const one = () => 1;
  const objectRows = (limit: number): ObjectRows => ({
    boxes: boxes(images * limit),
    imageIndex: Int32Array.from({ length: images * limit }, (_, i) => Math.floor(i / limit)),
    classes: Int32Array.from({ length: images * limit }, () =>
      rng.int(dataset.objectClasses.length),
    ),
    scores: floats(images * limit, () => rng.uniform(0, 1)),
  });
  const pairRows = (limit: number): PairRows => ({
    person: Int32Array.from({ length: people * limit }, (_, i) => Math.floor(i / limit)),
    object: Int32Array.from(
      { length: people * limit },
      (_, i) => (Math.floor(i / limit) % images) * limit + (i % limit),
    ),
    valid: floats(people * limit, one),
    labels: floats(people * limit * columns, () => rng.int(2)),
    annotated: floats(people * limit, one),
  });
  return {
    ...(objects !== undefined && { objects: objectRows(objects), pairs: pairRows(objects) }),
    images: Uint8Array.from({ length: images * height * width * 3 }, () => rng.int(256)),
    shape: { batch: images, height, width },
    people: {
      boxes: boxes(people),
      imageIndex: imageIndex(people),
      valid: floats(people, one),
    },
    hoi: {
      labels: floats(people * columns, () => rng.int(2)),
      annotated: floats(people, one),
      offsets: floats(people * columns * 4, () => rng.normal()),
      located: floats(people * columns, one),
    },
    pose: {
      cells: Int32Array.from({ length: people * keypoints }, () =>
        rng.int((heatmapSide ?? 1) ** 2),
      ),
      visible: floats(people * keypoints, one),
    },
    detection: {
      boxes: boxes(proposals),
      imageIndex: imageIndex(proposals),
      valid: floats(proposals, one),
      classes: Int32Array.from({ length: proposals }, () =>
        rng.int(1 + dataset.objectClasses.length),
      ),
      deltas: floats(4 * proposals, () => rng.normal()),
    },
  };
}
