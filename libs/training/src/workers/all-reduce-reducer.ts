import * as tf from '@tensorflow/tfjs';
import type { Scalar } from '@tensorflow/tfjs';
import type { Communicator, LossPart } from '@turbo-hoi/core';
import { fromJson, toJson } from '@turbo-hoi/mpi';
import type { Parameters } from '../optimizers/optimizer';
import { disposeBackward } from '../steps/accumulate';
import type { Backward } from '../steps/backward';
import type { GradientReducer } from '../steps/gradient-reducer';
import { shapesOf, TensorSum } from './sum-tensors';

/** A reducer of the ranks of a communicator. */
export interface AllReduceReducer extends GradientReducer {
  /** Aborts on all ranks in the same step, once the signal of one of them has aborted. */
  readonly signal: AbortSignal;
}

/** What the trainer of a rank has. */
export interface AllReduceOptions {
  /** The parameters to train, of the same names and shapes on every rank. */
  readonly parameters: Parameters;
  /** Variables without a gradient that the forward pass may change. */
  readonly statistics: Parameters;
  /** Asks this rank to stop. */
  readonly signal: AbortSignal;
}

/** Adds up losses, gradients and changes of statistics over the ranks of a communicator. */
export function allReduceReducer(
  communicator: Communicator,
  { parameters, statistics, signal }: AllReduceOptions,
): AllReduceReducer {
  const stop = new AbortController();
  const gradients = new TensorSum(communicator, shapesOf(parameters));
  const changes = new TensorSum(communicator, shapesOf(statistics));
  return {
    signal: stop.signal,
    reduce: async (own) => {
      const told = await tell(communicator, own, signal.aborted);
      const sums = await gradients.of(own.gradients);
      const changed = told.some((rank) => rank.changed)
        ? await changes.of(own.statistics)
        : new Map();
      disposeBackward(own);
      if (told.some((rank) => rank.stops)) stop.abort();
      return { ...sumOfLosses(told), gradients: sums, statistics: changed };
    },
  };
}

/** What a rank tells the others of a step, besides gradients. */
interface Told {
  /** The total and its parts; null: not finite. */
  readonly total: number | null;
  readonly parts: readonly (Omit<LossPart, 'value'> & { readonly value: number | null })[];
  /** Whether statistics changed. */
  readonly changed: boolean;
  /** Whether this rank was asked to stop. */
  readonly stops: boolean;
}

async function tell(communicator: Communicator, own: Backward, stops: boolean): Promise<Told[]> {
  const stacked = tf.stack([own.total, ...own.parts.map(({ value }) => value)]);
  const [total, ...values] = await stacked.data();
  stacked.dispose();
  const parts = own.parts.map((part, i) => ({ ...part, value: values[i] }));
  const told: Told = { total, parts, changed: own.statistics.size > 0, stops };
  const all = await communicator.allGather(toJson(told));
  return all.map((bytes) => fromJson<Told>(bytes)!);
}

/** Added in single precision, as one process does; a part that a rank lacks counts as 0. */
function sumOfLosses(told: readonly Told[]): Pick<Backward, 'total' | 'parts'> {
  const add = (sum: number, value: number | null) => Math.fround(sum + (value ?? NaN));
  const parts = new Map<string, Omit<LossPart, 'value'>>();
  const sums = new Map<string, number>();
  for (const { name, value, ...part } of told.flatMap((rank) => rank.parts)) {
    parts.set(name, { name, ...part });
    sums.set(name, add(sums.get(name) ?? 0, value));
  }
  const scalar = (value: number): Scalar => tf.scalar(value);
  return {
    total: scalar(told.reduce((sum, { total }) => add(sum, total), 0)),
    parts: [...parts].map(([name, part]) => ({ ...part, value: scalar(sums.get(name)!) })),
  };
}
