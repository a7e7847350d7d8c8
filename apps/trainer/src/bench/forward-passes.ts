import { toModelBatch } from '@turbo-hoi/training';
import type { ModelBatch, TurboModel } from '@turbo-hoi/turbo-loop';
import { createRng } from '@turbo-hoi/core';
import * as tf from '@tensorflow/tfjs';
import { type BenchReport, peakMegabytes } from './bench-report';
import { type BenchRun, countOf } from './bench-run';
import type { BenchNetwork } from './cases/bench-network';

/** Times forward passes without gradients, dropout or losses; `step` is the pass until its result can be read. */
export async function timeForward(
  { composed, batches, seen = batches }: BenchNetwork,
  { size, steps, warmup, clock, onKept }: BenchRun,
): Promise<BenchReport> {
  const model = composed.buildModel();
  const [first] = await seen(model)(1);
  const batch = toModelBatch(first);
  try {
    for (let number = 1; number <= warmup + steps; number++) {
      if (number === warmup + 1) onKept();
      const start = performance.now();
      const result = forward(model, batch);
      await result.data();
      result.dispose();
      clock.lap('step', start);
      clock.endStep({ keep: number > warmup });
    }
    return {
      size,
      steps,
      parameters: countOf(model.parameters.entries()),
      peakMegabytes: peakMegabytes(),
      milliseconds: clock.summary(),
    };
  } finally {
    tf.dispose(batch as unknown as tf.TensorContainer);
    model.dispose();
  }
}

/** Runs all stages and the object branch; the result is an output of the last stage. */
function forward(model: TurboModel, batch: ModelBatch): tf.Tensor {
  return tf.tidy(() => {
    const map = model.features(batch.images);
    const context = { training: false, rng: createRng(0), valid: batch.valid };
    const { hoi, pose } = model.stages(map, batch.people, context, batch).at(-1)!;
    model.detect(map, batch.proposals);
    return hoi ? hoi.message : pose!.mid;
  });
}
