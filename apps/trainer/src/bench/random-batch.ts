import type { DatasetInfo, Rng } from '@turbo-hoi/core';
import type { TrainingBatch } from '@turbo-hoi/datasets';

export interface RandomBatchSizes {
  readonly images: number;
  /** Of a square image, in pixels. */
  readonly side: number;
  readonly people: number;
}

/** A batch of noise: how long a step takes does not depend on what it learns. */
export function randomBatch(
  { images, side, people }: RandomBatchSizes,
  dataset: DatasetInfo,
  heatmapSide: number,
  rng: Rng,
): TrainingBatch {
  const columns = dataset.actions.columns.length;
  const keypoints = dataset.keypoints.names.length;
  const floats = (length: number, draw: (i: number) => number) =>
    Float32Array.from({ length }, (_, i) => draw(i));
  const boxes = (count: number) =>
    floats(4 * count, (i) => side * (i % 4 < 2 ? rng.uniform(0, 0.4) : rng.uniform(0.5, 0.9)));
  const imageIndex = (count: number) => Int32Array.from({ length: count }, (_, i) => i % images);
  const one = () => 1;
  return {
    images: Uint8Array.from({ length: images * side * side * 3 }, () => rng.int(256)),
    shape: { batch: images, height: side, width: side },
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
      cells: Int32Array.from({ length: people * keypoints }, () => rng.int(heatmapSide ** 2)),
      visible: floats(people * keypoints, one),
    },
    detection: {
      boxes: boxes(1),
      imageIndex: imageIndex(1),
      valid: floats(1, one),
      classes: new Int32Array(1),
      deltas: new Float32Array(4),
    },
  };
}
