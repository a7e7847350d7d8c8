import * as tf from '@tensorflow/tfjs';
import type { Scalar, Tensor } from '@tensorflow/tfjs';
import { disposeBackward } from '../steps/accumulate';
import type { Backward } from '../steps/backward';
import type { GradientReducer } from '../steps/gradient-reducer';

/** Reducers of workers in one process: each waits for all and returns the mean. */
export function averagingReducers(workers: number): GradientReducer[] {
  let waiting: { readonly own: Backward; resolve(mean: Backward): void }[] = [];
  const reduce = (own: Backward) =>
    new Promise<Backward>((resolve) => {
      waiting.push({ own, resolve });
      if (waiting.length < workers) return;
      const [all, passes] = [waiting, waiting.map((one) => one.own)];
      waiting = [];
      for (const one of all) one.resolve(meanOf(passes));
      passes.forEach(disposeBackward);
    });
  return Array.from({ length: workers }, () => ({ reduce }));
}

function meanOf(passes: readonly Backward[]): Backward {
  const [{ parts, gradients }] = passes;
  const mean = <T extends Tensor>(of: (pass: Backward) => T): T =>
    tf.tidy(() => tf.div(tf.addN(passes.map(of)), passes.length));
  return {
    total: mean<Scalar>(({ total }) => total),
    parts: parts.map((part, i) => ({ ...part, value: mean<Scalar>((p) => p.parts[i].value) })),
    gradients: new Map(
      [...gradients.keys()].map((name) => [name, mean((pass) => pass.gradients.get(name)!)]),
    ),
  };
}
