import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRng, type DatasetInfo } from '@turbo-hoi/core';
import { expectArray } from '@turbo-hoi/testing';
import { decodeSafetensors, type TensorData } from '@turbo-hoi/weights';
import * as tf from '@tensorflow/tfjs';
import type { ModelInput } from '../config/model-config';
import { TurboPipeline } from '../pipeline/turbo-pipeline';
import { modelContainer } from '../testing/tiny';
import type { ModelBatch } from './model-batch';
import type { TurboModel } from './turbo-model';

// Float32 against the float64 of tools/golden/turbo_loop.py.
const TOLERANCE = { relative: 2e-4, absolute: 2e-5 };

const read = (file: string) => decodeSafetensors(readFileSync(join(__dirname, '__golden__', file)));

describe.each(['paper', 'default', 'masks', 'shared', 'multi-task', 'pose-only', 'hoi-only'])(
  'the loop of %s agrees with PyTorch',
  (name) => {
    const { tensors: values, metadata } = read(`${name}.safetensors`);
    const { tensors: expected } = read(`${name}.expected.safetensors`);
    const context = () => ({ training: JSON.parse(metadata.training), rng: createRng(0) });
    let model: TurboModel;
    let batch: ModelBatch;

    beforeEach(() => {
      model = new TurboPipeline({
        container: modelContainer(),
        config: JSON.parse(metadata.config) as ModelInput,
        dataset: JSON.parse(metadata.dataset) as DatasetInfo,
        rng: createRng(0),
      }).build();
      model.parameters.load(values as ReadonlyMap<string, TensorData & { data: Float32Array }>);
      batch = goldenBatch();
    });

    afterEach(() => model.dispose());

    it('in what every stage says', () => {
      const { images, people, valid } = batch;
      const outputs = model.stages(model.features(images), people, { ...context(), valid });
      const said = outputs.flatMap(({ hoi, pose, attention }, n) => {
        // A stage without pose estimation passes on what it got.
        const own = pose === outputs[n - 1]?.pose ? null : pose;
        const all: [string, tf.Tensor | null | undefined][] = [
          [`stage${n}.mid`, hoi?.mid],
          [`stage${n}.actionLogits`, hoi?.actionLogits],
          [`stage${n}.offsets`, hoi?.offsets],
          [`stage${n}.attention`, attention],
          [`stage${n}.poseMid`, own?.mid],
          [`stage${n}.poseLogits`, own?.logits],
        ];
        return all.flatMap(([key, tensor]): [string, tf.Tensor][] =>
          tensor ? [[key, tensor]] : [],
        );
      });
      compare('stage', said);
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
      compare('grad.', gradients);
    });

    it('in the statistics that training moves', () => {
      model.loss(batch, context());
      const statistics = [...model.parameters.entries()].filter(([, { trainable }]) => !trainable);
      compare(
        'after.',
        statistics.map(([name, value]) => [`after.${name}`, value]),
      );
    });

    /** Every number of the golden file with this prefix, no more and no less. */
    function compare(prefix: string, actual: readonly (readonly [string, tf.Tensor])[]) {
      const names = [...expected.keys()].filter((key) => key.startsWith(prefix));
      expect(actual.map(([key]) => key).sort()).toEqual(names.sort());
      for (const [key, tensor] of actual) {
        try {
          expectArray(tensor, expected.get(key) as never, TOLERANCE);
        } catch (error) {
          throw new Error(`${key}: ${(error as Error).message}`, { cause: error });
        }
      }
    }
  },
);

function goldenBatch(): ModelBatch {
  const { tensors } = read('batch.safetensors');
  const get = <T extends tf.Tensor>(name: string) => {
    const { dtype, shape, data } = tensors.get(name)!;
    return tf.tensor(
      [...(data as Float32Array)],
      [...shape],
      dtype === 'I32' ? 'int32' : 'float32',
    ) as T;
  };
  const rois = (name: string) => ({
    boxes: get<tf.Tensor2D>(`${name}.boxes`),
    imageIndex: get<tf.Tensor1D>(`${name}.imageIndex`),
  });
  return {
    images: get('images'),
    people: rois('people'),
    valid: get('valid'),
    hoi: {
      labels: get('hoi.labels'),
      annotated: get('hoi.annotated'),
      offsets: get('hoi.offsets'),
      located: get('hoi.located'),
    },
    pose: { cells: get('pose.cells'), visible: get('pose.visible') },
    proposals: rois('proposals'),
    detection: {
      classes: get('detection.classes'),
      valid: get('detection.valid'),
      deltas: get('detection.deltas'),
    },
  };
}
