import { join } from 'node:path';
import { boxGeometry, paddedRows, pointsInBoxes, toRois } from '@turbo-hoi/nn';
import {
  checkGradients,
  expectClose,
  expectNoLeak,
  golden,
  type GoldenArray,
  goldenTensor,
} from '@turbo-hoi/testing';
import * as tf from '@tensorflow/tfjs';
import type { Tensor1D, Tensor2D, Tensor3D } from '@tensorflow/tfjs';
import { boxFeatures } from './box-features';
import { imageGrid } from './image-grid';
import { jointFeatures, jointFrames } from './joint-features';
import { pairRanks } from './pair-ranks';
import { relativeGeometry } from './relative-geometry';

interface Golden {
  readonly layout: {
    readonly perImage: number[];
    readonly boxes: GoldenArray;
    readonly classes: number[];
    readonly scores: GoldenArray;
    readonly keypoints: GoldenArray;
    readonly sizes: [number, number][];
    readonly own: number[];
    readonly pairs: { readonly person: number[]; readonly object: number[] };
  };
  readonly boxes: number[][];
  readonly joints: number[][];
  readonly ranks: number[][];
  /** Row a·n + b of an image of n detections: how b stands to a. */
  readonly relative: number[][][];
}

// Made by tools/golden/pair_context.py in float64.
const expected = golden<Golden>(join(__dirname, '__golden__/pair-features.json'));
const { layout } = expected;
const { perImage } = layout;
const imageIndex = Int32Array.from(perImage.flatMap((count, image) => Array(count).fill(image)));
const boxes = goldenTensor<Tensor2D>(layout.boxes);
const rows = (indices: readonly number[]) => tf.tensor1d([...indices], 'int32');
const personRow = rows(layout.pairs.person.map((person) => layout.own[person]));
const objectRow = rows(layout.pairs.object);
const h = boxGeometry(tf.gather(boxes, personRow));
const o = boxGeometry(tf.gather(boxes, objectRow));
const grid = imageGrid(
  {
    rois: toRois(layout.boxes.data, imageIndex, perImage.length),
    classes: rows(layout.classes),
  },
  paddedRows(perImage),
);

it('computes the box features of PyTorch', () => {
  const column = (x: tf.Tensor, indices: Tensor1D) => tf.reshape(tf.gather(x, indices), [-1, 1]);
  const scores = goldenTensor<Tensor1D>(layout.scores);
  const sizes = layout.pairs.object.map((row) => layout.sizes[imageIndex[row]]);
  const actual = boxFeatures({
    person: h,
    object: o,
    personScore: column(scores, personRow),
    objectScore: column(scores, objectRow),
    imageSize: tf.tensor2d(sizes),
  });
  expectClose(actual, expected.boxes.flat());
});

describe('joint features', () => {
  it('are those of PyTorch', () => {
    const skeletons = tf.gather(goldenTensor<Tensor3D>(layout.keypoints), personRow);
    const points = pointsInBoxes(skeletons, tf.gather(boxes, personRow));
    expectClose(jointFeatures(points, jointFrames(h, o, 17)), expected.joints.flat());
  });

  const box = (...numbers: number[]) => boxGeometry(tf.tensor2d([numbers]));
  const framesOf = (keypoints: number) =>
    jointFrames(box(0, 0, 40, 60), box(30, 10, 50, 40), keypoints);
  const frames = framesOf(6);
  // In the object, left of it, above and right of it, missing, far away, and in the object.
  const places = [0.8, -0.4, 1.85, 0, -4, 1.05].concat([-0.27, -0.33, -0.9, 0, 2.5, 0]);
  const points = (found: number[]) => tf.tensor2d([places.concat(found)]);

  it('have correct gradients by finite differences', () => {
    // Without the missing joint, whose confidence of 0 is a jump.
    const found = points([0.9, 0.5, 0.7, 0.6, 0.8, 0.8]);
    checkGradients((points) => jointFeatures(points as Tensor2D, frames), [found], {
      step: 2e-3,
      relative: 2e-2,
      absolute: 5e-3,
    });
  });

  it('have no gradient by the place of a missing joint, and a finite one on an edge', () => {
    const gradient = (points: Tensor2D) => {
      const frames = framesOf(points.shape[1] / 3);
      return tf
        .grad((p) => tf.sum(jointFeatures(p as Tensor2D, frames)))(points)
        .dataSync();
    };
    const byMissing = gradient(points([0.9, 0.5, 0.7, 0, 0.8, 0.8]));
    expect([byMissing[3], byMissing[9]]).toEqual([0, 0]);
    // The object's edges are at x 0.5 and 1.5.
    const onEdge = gradient(tf.tensor2d([[0.5, 1.5, -0.333333, 0, 1, 1]]));
    expect(onEdge.every(Number.isFinite)).toBe(true);
  });

  it('do not leak', () => {
    const found = points([0.9, 0.5, 0.7, 0, 0.8, 0.8]);
    expectNoLeak(() => jointFeatures(found, frames));
    expectNoLeak(() => tf.grad((p) => tf.sum(jointFeatures(p as Tensor2D, frames)))(found));
  });
});

it('computes the ranks of PyTorch', () => {
  expectClose(pairRanks(grid, personRow, objectRow), expected.ranks.flat());
});

it('computes the relative geometry of PyTorch for the detections of an image', () => {
  const { images, slots } = grid;
  const table = relativeGeometry(grid).reshape([images, slots, slots, 6]);
  const actual = perImage.flatMap((count, image) =>
    Array.from(tf.slice(table, [image, 0, 0, 0], [1, count, count, 6]).dataSync()),
  );
  expectClose(actual, expected.relative.flat(2));
});
