import { join } from 'node:path';
import { boxColumns, toRois } from '@turbo-hoi/nn';
import {
  checkGradients,
  expectClose,
  golden,
  type GoldenArray,
  goldenTensor,
} from '@turbo-hoi/testing';
import * as tf from '@tensorflow/tfjs';
import type { Tensor1D, Tensor2D, Tensor3D } from '@tensorflow/tfjs';
import { boxFeatures } from './box-features';
import { imageGrid } from './image-grid';
import { jointFeatures } from './joint-features';
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
const h = boxColumns(tf.gather(boxes, personRow));
const o = boxColumns(tf.gather(boxes, objectRow));
const grid = imageGrid({
  rois: toRois(layout.boxes.data, imageIndex, perImage.length),
  classes: rows(layout.classes),
  scores: goldenTensor<Tensor1D>(layout.scores),
  features: tf.zeros([layout.classes.length, 1, 1, 2]),
  detected: null,
});

it('computes the box features of PyTorch', () => {
  const column = (x: tf.Tensor, indices: Tensor1D) => tf.reshape(tf.gather(x, indices), [-1, 1]);
  const scores = goldenTensor<Tensor1D>(layout.scores);
  const sizes = layout.pairs.object.map((row) => layout.sizes[imageIndex[row]]);
  const [imageWidth, imageHeight] = tf.split(tf.tensor2d(sizes), 2, 1);
  const actual = boxFeatures({
    person: h,
    object: o,
    personScore: column(scores, personRow),
    objectScore: column(scores, objectRow),
    imageWidth,
    imageHeight,
  });
  expectClose(actual, expected.boxes.flat());
});

describe('joint features', () => {
  const skeletons = tf.gather(goldenTensor<Tensor3D>(layout.keypoints), personRow);
  const [x, y, confidence] = tf.unstack(skeletons, 2) as Tensor2D[];

  it('are those of PyTorch', () => {
    expectClose(jointFeatures({ x, y, confidence }, h, o), expected.joints.flat());
  });

  // Boxes of a few pixels, so that a step of finite differences is a small part of them.
  const small = (box: number[]) => boxColumns(tf.tensor2d([box]));
  const person = small([0, 0, 4, 6]);
  const object = small([3, 1, 5, 4]);
  /** Inside the object, left of it, above and right of it, missing, and inside. */
  const places = {
    x: tf.tensor2d([[3.6, 1.2, 5.7, 2, 4.1]]),
    y: tf.tensor2d([[2.2, 2, 0.3, 3, 3]]),
  };
  const found = tf.tensor2d([[0.9, 0.5, 0.7, 0, 0.8]]);

  it('have correct gradients by finite differences', () => {
    checkGradients(
      (x, y, confidence) => jointFeatures({ x, y, confidence }, person, object),
      [places.x, places.y, tf.add(found, 0.02)],
      { step: 1e-3, relative: 2e-2, absolute: 3e-3 },
    );
  });

  it('have no gradient by the place of a missing joint, and a finite one on an edge', () => {
    const gradient = (x: Tensor2D) =>
      tf.grad((x) => tf.sum(jointFeatures({ ...places, x, confidence: found }, person, object)))(x);
    expect(gradient(places.x).dataSync()[3]).toBe(0);
    const onEdge = gradient(tf.tensor2d([[3, 5, 3, 5, 4]]));
    expect(onEdge.dataSync().every(Number.isFinite)).toBe(true);
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
