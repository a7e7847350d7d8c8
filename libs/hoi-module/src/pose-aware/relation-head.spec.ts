import { join } from 'node:path';
import { createRng, type HoiInput, type PoseFeatures } from '@turbo-hoi/core';
import { ParameterStore, pointsInBoxes, toRois } from '@turbo-hoi/nn';
import {
  expectArray,
  expectClose,
  formulaValues,
  golden,
  type GoldenArray,
  goldenTensor,
} from '@turbo-hoi/testing';
import * as tf from '@tensorflow/tfjs';
import type { Tensor2D, Tensor3D } from '@tensorflow/tfjs';
import { RelationHead } from './relation-head';

interface Scene {
  readonly boxes: GoldenArray;
  readonly classes: number[];
  readonly keypoints: GoldenArray;
  readonly own: number[];
  readonly pairs: { readonly person: number[]; readonly object: number[] };
}

interface Expected {
  readonly logits: GoldenArray;
  readonly byMid: GoldenArray;
  readonly byPoints: GoldenArray | null;
  /** Length of each parameter's gradient, and its component along cos(0), cos(1), … */
  readonly gradients: Readonly<Record<string, readonly [number, number]>>;
}

// Made by tools/golden/pair_context.py and relation.py in float64.
const { layout } = golden<{ layout: Scene }>(
  join(__dirname, '../pair-context/__golden__/pair-features.json'),
);
const expected = golden<Record<'joints' | 'boxes', Expected>>(
  join(__dirname, '__golden__/relation.json'),
);

const KEYPOINTS = 17;
const context = { training: false, rng: createRng(0), valid: null };
const all = goldenTensor<Tensor2D>(layout.boxes);
const own = tf.tensor1d(layout.own, 'int32');
const boxes = tf.gather(all, own);
const points = pointsInBoxes(tf.gather(goldenTensor<Tensor3D>(layout.keypoints), own), boxes);
const mid = tf.tensor2d(formulaValues('mid', [layout.own.length, 10]), [layout.own.length, 10]);

function head(keypoints: number) {
  const parameters = new ParameterStore(createRng(0));
  const relation = new RelationHead(parameters, {
    person: 10,
    classes: 3,
    actions: 4,
    keypoints,
    dropout: 0,
  });
  const values = [...parameters.entries()].map(([name, { shape }]) => {
    return [name, { shape, data: formulaValues(name, shape) }] as const;
  });
  parameters.load(new Map(values));
  return { relation, parameters };
}

/** The pose as heatmaps' features give it: coordinates and confidences times a factor. */
const inputWith = (points: Tensor2D, jointScale: number) =>
  ({
    boxes,
    pose: { joints: tf.mul(points, jointScale), jointScale } as unknown as PoseFeatures,
    objects: {
      rois: toRois(layout.boxes.data, new Int32Array(layout.classes.length), 1),
      classes: tf.tensor1d(layout.classes, 'int32'),
    },
    pairs: {
      person: tf.tensor1d(layout.pairs.person, 'int32'),
      object: tf.tensor1d(layout.pairs.object, 'int32'),
    },
  }) as unknown as HoiInput;

describe.each([
  ['with joints', KEYPOINTS, expected.joints],
  ['with boxes alone', 0, expected.boxes],
] as const)('%s', (_, keypoints, { logits, byMid, byPoints, gradients }) => {
  const { relation, parameters } = head(keypoints);
  const forward = (points: Tensor2D, mid: Tensor2D) =>
    relation.forward(inputWith(points, 2), mid, context);
  const along = (values: tf.Tensor) => {
    const direction = tf.cos(tf.range(0, values.size, 1, 'float32'));
    return tf.sum<tf.Scalar>(tf.mul(tf.reshape(values, [-1]), direction));
  };

  it('scores pairs as PyTorch does', () => {
    expectArray(forward(points, mid), logits);
  });

  it('has the gradients of PyTorch', () => {
    const tolerance = { relative: 1e-4, absolute: 1e-4 };
    const ofMid = tf.grad((mid) => along(forward(points, mid as Tensor2D)))(mid);
    expectArray(ofMid, byMid, tolerance);
    if (byPoints) {
      const ofPoints = tf.grad((points) => along(forward(points as Tensor2D, mid)))(points);
      expectArray(ofPoints, byPoints, tolerance);
    }
    const { grads } = tf.variableGrads(() => along(forward(points, mid)));
    for (const [name, variable] of parameters.entries()) {
      const gradient = grads[variable.name];
      const found = [tf.norm(gradient).dataSync()[0], along(gradient).dataSync()[0]];
      expectClose(found, [...gradients[name]], tolerance);
    }
  });
});

it('does not depend on the factor with which a pose module passes joints on', () => {
  const { relation } = head(KEYPOINTS);
  const logits = [1, 4].map((factor) =>
    relation.forward(inputWith(points, factor), mid, context).dataSync(),
  );
  expectClose(logits[0], logits[1]);
});
