import { createRng } from '@turbo-hoi/core';
import { expectArray } from '@turbo-hoi/testing';
import * as tf from '@tensorflow/tfjs';
import { goldenBatch, goldenModel, readGolden } from '../testing/golden-model';
import type { ModelBatch } from './model-batch';
import type { TurboModel } from './turbo-model';

// Float32 against the float64 of tools/golden/turbo_loop.py.
const VALUES = { relative: 2e-4, absolute: 2e-5 };
// Many gradients are sums of larger numbers that nearly cancel.
const GRADIENTS = { relative: 1e-3, absolute: 1e-4 };

describe.each(['paper', 'default', 'masks', 'shared', 'multi-task', 'pose-only', 'hoi-only'])(
  'the loop of %s agrees with PyTorch',
  (name) => {
    const { tensors: expected } = readGolden(`${name}.expected.safetensors`);
    let model: TurboModel;
    let batch: ModelBatch;
    let context: () => { training: boolean; rng: ReturnType<typeof createRng> };

    beforeEach(() => {
      const built = goldenModel(name);
      model = built.model;
      batch = goldenBatch();
      context = () => ({ training: built.training, rng: createRng(0) });
    });

    afterEach(() => model.dispose());

    it('in the outputs of every stage', () => {
      const { images, people, valid } = batch;
      const outputs = model.stages(model.features(images), people, { ...context(), valid });
      const values = outputs.flatMap(({ hoi, pose, attention }, n) => {
        // A stage without pose estimation passes its input on.
        const own = pose === outputs[n - 1]?.pose ? null : pose;
        const all: [string, tf.Tensor | null | undefined][] = [
          [`stage${n}.mid`, hoi?.mid],
          [`stage${n}.actionLogits`, hoi?.out.actions],
          [`stage${n}.offsets`, hoi?.out.offsets],
          [`stage${n}.attention`, attention],
          [`stage${n}.poseMid`, own?.mid],
          [`stage${n}.poseLogits`, own?.logits],
        ];
        return all.flatMap(([key, tensor]): [string, tf.Tensor][] =>
          tensor ? [[key, tensor]] : [],
        );
      });
      compare('stage', values);
    });

    it('in the losses', () => {
      const { total, parts } = model.loss(batch, context());
      const losses = parts.map(({ name, value }): [string, tf.Tensor] => [`loss.${name}`, value]);
      compare('loss.', [...losses, ['loss.total', total]]);
    });

    it('in the gradient of every parameter', () => {
      const { grads } = tf.variableGrads(
        () => model.loss(batch, context()).total,
        [...model.parameters.trainable().values()],
      );
      const gradients = [...model.parameters.trainable()].map(
        ([name, { name: key }]): [string, tf.Tensor] => [`grad.${name}`, grads[key]],
      );
      compare('grad.', gradients, GRADIENTS);
    });

    it('in the statistics that training updates', () => {
      model.loss(batch, context());
      const statistics = [...model.parameters.entries()].filter(([, { trainable }]) => !trainable);
      compare(
        'after.',
        statistics.map(([name, value]) => [`after.${name}`, value]),
      );
    });

    /** Every number of the golden file with this prefix, no more and no less. */
    function compare(
      prefix: string,
      actual: readonly (readonly [string, tf.Tensor])[],
      tolerance = VALUES,
    ) {
      const names = [...expected.keys()].filter((key) => key.startsWith(prefix));
      expect(actual.map(([key]) => key).sort()).toEqual(names.sort());
      for (const [key, tensor] of actual) {
        try {
          expectArray(tensor, expected.get(key) as never, tolerance);
        } catch (error) {
          throw new Error(`${key}: ${(error as Error).message}`, { cause: error });
        }
      }
    }
  },
);
