import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRng } from '@turbo-hoi/core';
import * as tf from '@tensorflow/tfjs';
import { goldenBatch, goldenModel } from '../testing/golden-model';

const COVERED = join(__dirname, '../../../backends/conformance/kernels.json');

test.each(['default', 'paper'] as const)(
  'a step of the %s form runs only kernels that backends:conformance covers',
  async (name) => {
    const covered = JSON.parse(readFileSync(COVERED, 'utf8')) as string[];
    const { model } = goldenModel(name);
    const batch = goldenBatch();
    const { kernelNames } = await tf.profile(() =>
      tf.tidy(
        () =>
          tf.variableGrads(
            () => model.loss(batch, { training: true, rng: createRng(0) }).total,
            [...model.parameters.trainable().values()],
          ).value,
      ),
    );
    const kernels = [...new Set(kernelNames)].filter((kernel) => !kernel.includes(' '));
    expect(kernels.filter((kernel) => !covered.includes(kernel))).toEqual([]);
    expect(kernels).toContain('Conv2DBackpropFilter');
  },
);
