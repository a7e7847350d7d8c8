import type { LossReport } from '@turbo-hoi/core';
import { type Optimizer, toModelBatch, trainStep } from '@turbo-hoi/training';
import * as tf from '@tensorflow/tfjs';
import { trainedParameters } from '@turbo-hoi/experiment/node';
import { type BenchReport, peakMegabytes } from './bench-report';
import type { BenchNetwork } from './cases/bench-network';
import { type BenchRun, countOf } from './bench-run';
import type { PhaseClock } from './phase-clock';

/**
 * Times training steps part by part: `step` = `forward` + `backward` + `update` + `wait`; `stem`, `stage…`, `detection` and `losses` are parts
 * of `forward`.
 */
export async function timeTraining(
  { composed, batches }: BenchNetwork,
  { size, steps, warmup, clock, onKept }: BenchRun,
): Promise<BenchReport> {
  const model = composed.buildModel();
  const optimizer = composed.createOptimizer();
  const { frozen, training } = composed.experiment;
  const parameters = trainedParameters(model, frozen);
  const batchAt = batches(model);
  const [all, trained] = [countOf(model.parameters.entries()), countOf(parameters)];
  try {
    for (let number = 1; number <= warmup + steps; number++) {
      if (number === warmup + 1) onKept();
      const start = performance.now();
      const batch = (await batchAt(number)).map(toModelBatch);
      const fed = clock.lap('data', start);
      const pass = timePass(optimizer, clock, (microStep) =>
        model.loss(batch[microStep], {
          training: true,
          rng: composed.rng.fork('bench', number, microStep),
        }),
      );
      // Small, so that the weights do not diverge on random targets.
      const accumulate = batch.length;
      await trainStep({
        ...pass,
        accumulate,
        parameters,
        number,
        learningRate: 1e-6,
        clipNorm: training.clipNorm,
      });
      pass.end();
      clock.lap('step', fed);
      clock.endStep({ keep: number > warmup });
      tf.dispose(batch as unknown as tf.TensorContainer);
    }
  } finally {
    optimizer.dispose();
    model.dispose();
  }
  return {
    size,
    steps,
    parameters: all,
    trained,
    peakMegabytes: peakMegabytes(),
    milliseconds: clock.summary(),
  };
}

/** The loss and optimizer of one step, timed by the clock. */
function timePass(
  optimizer: Optimizer,
  clock: PhaseClock,
  loss: (microStep: number) => LossReport,
) {
  let last = performance.now();
  const lap = (phase: string) => {
    last = clock.lap(phase, last);
  };
  const timed: Optimizer = {
    apply: (...args) => {
      // `backward` covers the time between loss and update: the gradients and their norm.
      lap('backward');
      const update = optimizer.apply(...args);
      lap('update');
      // An update in place writes on commit, when the loss has been read.
      const commit = () => {
        lap('wait');
        update.commit();
        lap('update');
      };
      return { commit, revert: () => update.revert() };
    },
    state: () => optimizer.state(),
    load: (state) => optimizer.load(state),
    dispose: () => optimizer.dispose(),
  };
  return {
    optimizer: timed,
    loss: (microStep: number) => {
      if (microStep > 0) lap('backward');
      const report = loss(microStep);
      lap('forward');
      return report;
    },
    end: () => lap('wait'),
  };
}
