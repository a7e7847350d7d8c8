import * as tf from '@tensorflow/tfjs';
import type { Scalar, Tensor } from '@tensorflow/tfjs';
import { disposeBackward } from '../steps/accumulate';
import type { Backward } from '../steps/backward';
import type { GradientReducer } from '../steps/gradient-reducer';

/** Reducers of workers in one process: each waits for all and returns the sum. */
export function addingReducers(workers: number): GradientReducer[] {
  let waiting: { readonly own: Backward; resolve(sum: Backward): void }[] = [];
  const reduce = (own: Backward) =>
    new Promise<Backward>((resolve) => {
      waiting.push({ own, resolve });
      if (waiting.length < workers) return;
      const [all, passes] = [waiting, waiting.map((one) => one.own)];
      waiting = [];
      for (const one of all) one.resolve(sumOf(passes));
      passes.forEach(disposeBackward);
    });
  return Array.from({ length: workers }, () => ({ reduce }));
}

function sumOf(passes: readonly Backward[]): Backward {
  const [{ parts, gradients, statistics }] = passes;
  const sum = <T extends Tensor>(of: (pass: Backward) => T): T => tf.addN(passes.map(of));
  const sums = (names: Iterable<string>, of: (pass: Backward) => ReadonlyMap<string, Tensor>) =>
    new Map([...names].map((name) => [name, sum((pass) => of(pass).get(name)!)]));
  return {
    total: sum<Scalar>(({ total }) => total),
    parts: parts.map((part, i) => ({ ...part, value: sum<Scalar>((p) => p.parts[i].value) })),
    gradients: sums(gradients.keys(), (pass) => pass.gradients),
    statistics: sums(statistics.keys(), (pass) => pass.statistics),
  };
}
