import { createRng, type LossReport, type Rng } from '@turbo-hoi/core';
import * as tf from '@tensorflow/tfjs';
import type { Scalar, Tensor2D, Variable } from '@tensorflow/tfjs';
import type { Optimizer } from '../optimizers/optimizer';
import { learningRateSchedule, scheduleSchema } from '../schedule/learning-rate-schedule';
import type { TrainOptions } from '../loop/train';

/** Rows of inputs and their targets. */
export interface TinyBatch {
  readonly inputs: Float32Array;
  readonly targets: Float32Array;
}

const [ROWS, INPUTS, HIDDEN, DATA] = [8, 4, 16, 40];

/** Two linear layers with dropout between them, and a frozen one. */
export class TinyModel {
  readonly entries: ReadonlyMap<string, Variable>;

  constructor(rng: Rng) {
    const normal = (name: string, shape: number[], trainable = true) => {
      const stream = rng.fork(name);
      const size = tf.util.sizeFromShape(shape);
      const values = Float32Array.from({ length: size }, () => stream.normal(0, 0.4));
      const variable = tf.tidy(() => tf.variable(tf.tensor(values, shape), trainable));
      return [name, variable] as const;
    };
    this.entries = new Map([
      normal('fc1.weight', [INPUTS, HIDDEN]),
      normal('fc1.bias', [HIDDEN]),
      normal('fc2.weight', [HIDDEN, 1]),
      normal('fc2.bias', [1]),
      normal('scale', [1, INPUTS], false),
    ]);
  }

  get trainable(): ReadonlyMap<string, Variable> {
    return new Map([...this.entries].filter(([, { trainable }]) => trainable));
  }

  loss({ inputs, targets }: TinyBatch, { rng }: { readonly rng: Rng }): LossReport {
    const [w1, b1, w2, b2, scale] = [...this.entries.values()] as unknown as Tensor2D[];
    const x = tf.tensor2d(inputs, [ROWS, INPUTS]).mul(scale) as Tensor2D;
    const kept = Float32Array.from({ length: ROWS * HIDDEN }, () => (rng.chance(0.95) ? 1 : 0));
    const hidden = x
      .matMul(w1)
      .add(b1)
      .relu()
      .mul(tf.tensor2d(kept, [ROWS, HIDDEN]));
    const error = hidden
      .matMul(w2)
      .add(b2)
      .sub(tf.tensor2d(targets, [ROWS, 1]));
    const squares = error.square().mean() as Scalar;
    const size = w2.square().sum() as Scalar;
    return {
      total: squares.add(size.mul(0.01)),
      parts: [
        { name: 'stage1.error', weight: 1, value: squares },
        { name: 'stage2.size', weight: 0.01, value: size },
      ],
    };
  }

  dispose(): void {
    tf.dispose([...this.entries.values()]);
  }
}

/** Options of a run that learns x1 - x2, with data in an order that depends on the seed. */
export function tinyRun(
  model: TinyModel,
  optimizer: Optimizer,
  steps: number,
): TrainOptions<TinyBatch> {
  const rng = createRng(7);
  return {
    loss: (batch, context) => model.loss(batch, context),
    parameters: model.trainable,
    optimizer,
    learningRateAt: learningRateSchedule(scheduleSchema.parse({ learningRate: 0.05 }), 40),
    batchAt: async (step) => tinyBatch(rng, step),
    rng,
    steps,
  };
}

function tinyBatch(rng: Rng, step: number): TinyBatch {
  const rows = [...rng.fork('order', step).permutation(DATA)].slice(0, ROWS);
  const inputs = rows.flatMap((row) => {
    const stream = rng.fork('data', row);
    return Array.from({ length: INPUTS }, () => stream.normal());
  });
  const targets = rows.map((_, i) => inputs[INPUTS * i] - inputs[INPUTS * i + 1]);
  return { inputs: Float32Array.from(inputs), targets: Float32Array.from(targets) };
}
