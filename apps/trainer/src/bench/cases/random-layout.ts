import type { Rng } from '@turbo-hoi/core';
import type { TrainingBatch } from '@turbo-hoi/datasets';
import { VCOCO_SIZED } from './vcoco-sized';

/** Numbers of a layout: by image, detections and how many of them are people; of all images, at most so many pairs. */
export interface LayoutSizes {
  readonly detections: readonly number[];
  readonly people: readonly number[];
  readonly pairs: number;
}

const [WIDTH, HEIGHT] = [640, 480];
const K = VCOCO_SIZED.keypoints.names.length;

/** Random boxes, skeletons and targets; the first detections of each image are its people. */
export function randomLayout(sizes: LayoutSizes, rng: Rng): TrainingBatch {
  const columns = VCOCO_SIZED.actions.columns.length;
  const rows = sizes.detections.flatMap((detections, image) =>
    Array.from({ length: detections }, (_, i) => ({ image, isPerson: i < sizes.people[image] })),
  );
  const own = rows.flatMap(({ isPerson }, row) => (isPerson ? [row] : []));
  const boxes = rows.flatMap(({ isPerson }) => randomBox(isPerson ? 0.4 : 0.2, rng));
  const all = own.flatMap((mine, person) =>
    rows.flatMap(({ image }, object) =>
      object !== mine && image === rows[mine].image ? [{ person, object }] : [],
    ),
  );
  const pairs = [...rng.permutation(all.length)]
    .slice(0, sizes.pairs)
    .sort((a, b) => a - b)
    .map((i) => all[i]);
  const [R, P, B] = [own.length, pairs.length, sizes.detections.length];
  const fill = (length: number, draw: () => number) => Float32Array.from({ length }, draw);
  const ones = (length: number) => fill(length, () => 1);
  const binary = (length: number, share: number) => fill(length, () => Number(rng.chance(share)));
  const boxOf = (row: number) => boxes.slice(4 * row, 4 * row + 4);
  return {
    images: new Uint8Array(3 * B),
    shape: { batch: B, height: 1, width: 1 },
    people: {
      boxes: Float32Array.from(own.flatMap(boxOf)),
      imageIndex: Int32Array.from(own, (row) => rows[row].image),
      valid: ones(R),
    },
    objects: {
      boxes: Float32Array.from(boxes),
      imageIndex: Int32Array.from(rows, ({ image }) => image),
      classes: Int32Array.from(rows, ({ isPerson }) => (isPerson ? 0 : rng.int(79) + 1)),
      scores: fill(rows.length, () => rng.uniform(0.3, 1)),
      keypoints: Float32Array.from(
        rows.flatMap(({ isPerson }, row) =>
          isPerson ? randomSkeleton(boxOf(row), rng) : new Array<number>(3 * K).fill(0),
        ),
      ),
    },
    layout: {
      sizes: Float32Array.from({ length: 2 * B }, (_, i) => (i % 2 === 0 ? WIDTH : HEIGHT)),
      own: Int32Array.from(own),
    },
    pairs: {
      person: Int32Array.from(pairs, ({ person }) => person),
      object: Int32Array.from(pairs, ({ object }) => object),
      valid: ones(P),
      labels: binary(P * columns, 0.01),
      annotated: ones(P),
    },
    hoi: {
      labels: binary(R * columns, 0.1),
      annotated: ones(R),
      offsets: new Float32Array(4 * R * columns),
      located: new Float32Array(R * columns),
    },
    pose: {
      cells: new Int32Array(R * K),
      visible: binary(R * K, 0.8),
      points: fill(2 * R * K, () => rng.uniform(-1, 1)),
    },
    detection: {
      boxes: new Float32Array(0),
      imageIndex: new Int32Array(0),
      valid: new Float32Array(0),
      classes: new Int32Array(0),
      deltas: new Float32Array(0),
    },
  };
}

/** xyxy, sides of at least 20 pixels and at most a share of the image's. */
function randomBox(share: number, rng: Rng): number[] {
  const [w, h] = [WIDTH, HEIGHT].map((side) => rng.uniform(20, share * side));
  const [x, y] = [rng.uniform(0, WIDTH - w), rng.uniform(0, HEIGHT - h)];
  return [x, y, x + w, y + h];
}

/** x, y and confidence of every joint in a box. */
function randomSkeleton([x1, y1, x2, y2]: readonly number[], rng: Rng): number[] {
  return Array.from({ length: K }, () => [
    rng.uniform(x1, x2),
    rng.uniform(y1, y2),
    rng.uniform(0.4, 1),
  ]).flat();
}
