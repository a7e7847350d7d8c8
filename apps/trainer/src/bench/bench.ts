import type { LossReport } from '@turbo-hoi/core';
import { type Optimizer, toModelBatch, trainStep } from '@turbo-hoi/training';
import * as tf from '@tensorflow/tfjs';
import { trainedParameters } from '@turbo-hoi/experiment/node';
import type { Container } from 'inversify';
import { benchCase, type BenchSize } from './bench-case';
import { PhaseClock, type PhaseTime } from './phase-clock';
import { timePlugins } from './timed-plugins';

export interface BenchOptions {
  readonly size: BenchSize;
  /** Number of timed steps. */
  readonly steps: number;
  /** Number of warm-up steps before them. */
  readonly warmup: number;
}

export interface BenchReport {
  readonly size: BenchSize;
  readonly steps: number;
  readonly parameters: number;
  /** Number of parameters that the step updates: those of frozen parts are not. */
  readonly trained: number;
  /** Peak resident memory of the process in MB, building the model included. */
  readonly peakMegabytes: number;
  /** `step` = `forward` + `backward` + `update` + `wait`; `stem`, `stage…` and `losses` are parts of `forward`. */
  readonly milliseconds: Readonly<Record<string, PhaseTime>>;
}

/**
 * Times training steps part by part on the chosen backend.
 *
 * @param container with every plugin of the run; its stems and modules are replaced with timed ones
 */
export async function bench(
  container: Container,
  { size, steps, warmup }: BenchOptions,
): Promise<BenchReport> {
  const clock = new PhaseClock();
  timePlugins(container, clock);
  const { composed, batches } = await benchCase(size, container);
  const model = composed.buildModel();
  const optimizer = composed.createOptimizer();
  const { frozen, training } = composed.experiment;
  const parameters = trainedParameters(model, frozen);
  const batchAt = batches(model);
  const [all, trained] = [countOf(model.parameters.trainable()), countOf(parameters)];
  try {
    for (let number = 1; number <= warmup + steps; number++) {
      const start = performance.now();
      const batch = (await batchAt(number)).map(toModelBatch);
      const fed = performance.now();
      clock.add('data', fed - start);
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
      clock.add('step', performance.now() - fed);
      clock.endStep({ keep: number > warmup });
      tf.dispose(batch as unknown as tf.TensorContainer);
    }
  } finally {
    optimizer.dispose();
    model.dispose();
    composed.dispose();
  }
  // maxRSS counts in units of 1024 bytes.
  const peakMegabytes = Math.round((process.resourceUsage().maxRSS * 1024) / 1e6);
  return { size, steps, parameters: all, trained, peakMegabytes, milliseconds: clock.summary() };
}

const countOf = (parameters: ReadonlyMap<string, tf.Variable>) =>
  [...parameters.values()].reduce((sum, { size }) => sum + size, 0);

/** The loss and optimizer of one step, timed by the clock. */
function timePass(
  optimizer: Optimizer,
  clock: PhaseClock,
  loss: (microStep: number) => LossReport,
) {
  let last = performance.now();
  const lap = (phase: string) => {
    const now = performance.now();
    clock.add(phase, now - last);
    last = now;
  };
  const timed: Optimizer = {
    apply: (...args) => {
      // `backward` covers the time between loss and update: the gradients and their norm.
      lap('backward');
      const update = optimizer.apply(...args);
      lap('update');
      return update;
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
