import { join } from 'node:path';
import { pointsInBoxes } from '@turbo-hoi/nn';
import {
  checkGradients,
  expectClose,
  expectNoLeak,
  golden,
  type GoldenArray,
  goldenTensor,
} from '@turbo-hoi/testing';
import * as tf from '@tensorflow/tfjs';
import type { Tensor2D, Tensor3D } from '@tensorflow/tfjs';
import { boxFeatures } from './box-features';
import { boxTable } from './box-table';
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
const { perImage, pairs } = layout;
const imageOf = perImage.flatMap((count, image) => Array<number>(count).fill(image));
const table = boxTable(layout.boxes.data);
const personRow = Int32Array.from(pairs.person, (person) => layout.own[person]);
const objectRow = Int32Array.from(pairs.object);
const startOf = (image: number) => perImage.slice(0, image).reduce((sum, count) => sum + count, 0);
const ofPairs = (features: (h: number, o: number, image: number) => number[]) =>
  pairs.object.flatMap((o, pair) => features(personRow[pair], o, imageOf[o]));

it('computes the box features of PyTorch', () => {
  const actual = ofPairs((h, o, image) => {
    const [imageWidth, imageHeight] = layout.sizes[image];
    return boxFeatures({ table, scores: layout.scores.data, imageWidth, imageHeight }, h, o);
  });
  expectClose(actual, expected.boxes.flat());
});

describe('joint features', () => {
  it('are those of PyTorch', () => {
    const people = tf.tensor1d(personRow, 'int32');
    const skeletons = tf.gather(goldenTensor<Tensor3D>(layout.keypoints), people);
    const boxes = tf.gather(goldenTensor<Tensor2D>(layout.boxes), people);
    const frames = jointFrames(table, personRow, objectRow);
    expectClose(jointFeatures(pointsInBoxes(skeletons, boxes), frames), expected.joints.flat());
  });

  const two = boxTable(Float32Array.of(0, 0, 40, 60, 30, 10, 50, 40));
  const frames = jointFrames(two, Int32Array.of(0), Int32Array.of(1));
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
    const gradient = (points: Tensor2D) =>
      tf
        .grad((p) => tf.sum(jointFeatures(p as Tensor2D, frames)))(points)
        .dataSync();
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
  const classes = Int32Array.from(layout.classes);
  const actual = ofPairs((h, o, image) => {
    const start = startOf(image);
    return pairRanks({ table, classes, start, end: start + perImage[image] }, h, o);
  });
  expectClose(actual, expected.ranks.flat());
});

it('computes the relative geometry of PyTorch for the detections of an image', () => {
  const actual = perImage.flatMap((count, image) => {
    const rows = Array.from({ length: count }, (_, i) => startOf(image) + i);
    return rows.flatMap((a) => rows.flatMap((b) => relativeGeometry(table, a, b)));
  });
  expectClose(actual, expected.relative.flat(2));
});
