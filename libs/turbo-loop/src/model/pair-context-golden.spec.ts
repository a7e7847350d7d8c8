import { join } from 'node:path';
import { createRng } from '@turbo-hoi/core';
import {
  expectArray,
  expectClose,
  formulaValues,
  golden,
  type GoldenArray,
  goldenTensor,
} from '@turbo-hoi/testing';
import * as tf from '@tensorflow/tfjs';
import { layoutBatch, layoutModel, type LayoutScene } from '../testing/layout';

type Named<T> = Readonly<Record<string, T>>;

interface Golden {
  readonly layout: Omit<LayoutScene, 'boxes' | 'scores' | 'keypoints'> &
    Named<GoldenArray> & { readonly pairs: LayoutScene['pairs'] };
  readonly targets: Named<GoldenArray> & { readonly pairValid: number[] };
  readonly stages: readonly Named<GoldenArray>[];
  readonly initialPoints: GoldenArray;
  readonly losses: Named<number>;
  /** Of each parameter: length of the gradient, and its component along cos(0), cos(1), … */
  readonly gradients: Named<readonly [number, number]>;
}

// Made by tools/golden/pair_context.py in float64, image by image and pair by pair.
const expected = golden<Golden>(join(__dirname, '__golden__/pair-context.json'));
const { layout, targets } = expected;
const GRADIENTS = { relative: 1e-4, absolute: 1e-4 };

describe('a layout model of two stages agrees with PyTorch', () => {
  const model = layoutModel();
  const context = { training: true, rng: createRng(0) };
  const batch = layoutBatch(
    {
      ...layout,
      boxes: layout.boxes.data,
      scores: layout.scores.data,
      keypoints: layout.keypoints.data,
    },
    {
      hoi: {
        labels: goldenTensor(targets.labels),
        annotated: goldenTensor(targets.annotated),
        offsets: tf.zeros([layout.own.length, 16]),
        located: tf.zeros([layout.own.length, 4]),
        pairs: {
          labels: goldenTensor(targets.pairLabels),
          valid: tf.tensor1d(targets.pairValid),
        },
      },
      pose: {
        cells: tf.zeros([layout.own.length, 17], 'int32'),
        visible: goldenTensor(targets.visible),
        points: goldenTensor<tf.Tensor2D>(targets.points),
      },
    },
  );

  beforeAll(() => {
    const values = [...model.parameters.entries()].map(([name, { shape }]) => {
      return [name, { shape, data: formulaValues(name, shape) }] as const;
    });
    model.parameters.load(new Map(values));
  });

  afterAll(() => model.dispose());

  it('in the outputs of every stage', () => {
    const [initial, ...stages] = model.stages(
      model.features(batch.images),
      batch.people,
      { ...context, valid: batch.valid },
      batch,
    );
    expectArray(initial.pose!.points!, expected.initialPoints);
    stages.forEach(({ hoi, pose, attention }, i) => {
      const { pairs, maskedPairs, actions, absent, mid, mask, points, logScale } =
        expected.stages[i];
      expectArray(hoi!.carry!.logits, pairs);
      expectArray(hoi!.pairs!.actions, maskedPairs);
      expectArray(hoi!.out.actions, actions);
      expectArray(hoi!.out.absent, absent);
      expectArray(hoi!.mid, mid);
      expectClose(attention!, mask.data);
      expectArray(pose!.points!, points);
      expectArray(pose!.logTotal!, logScale);
    });
  });

  it('in the losses', () => {
    const { total, parts } = model.loss(batch, context);
    const losses = Object.fromEntries(
      [...parts, { name: 'total', value: total }].map(({ name, value }) => [
        name,
        value.dataSync()[0],
      ]),
    );
    expect(Object.keys(losses).sort()).toEqual(Object.keys(expected.losses).sort());
    for (const [name, value] of Object.entries(expected.losses)) {
      expectClose([losses[name]], [value]);
    }
  });

  it('in the gradient of every parameter', () => {
    const variables = model.parameters.trainable();
    const { grads } = tf.variableGrads(
      () => model.loss(batch, context).total,
      [...variables.values()],
    );
    expect([...variables.keys()].sort()).toEqual(Object.keys(expected.gradients).sort());
    for (const [name, { name: key }] of variables) {
      // Absent for parameters that nothing reads.
      const gradient = Array.from(grads[key]?.dataSync() ?? []);
      const length = Math.hypot(...gradient);
      const along = gradient.reduce((sum, g, i) => sum + g * Math.cos(i), 0);
      try {
        expectClose([length, along], expected.gradients[name], GRADIENTS);
      } catch (error) {
        throw new Error(`${name}: ${(error as Error).message}`, { cause: error });
      }
    }
  });
});
