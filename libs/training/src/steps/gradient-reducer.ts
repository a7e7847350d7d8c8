import type { Backward } from './backward';

/**
 * Adds up what several workers contribute to a step, before the update.
 *
 * Every worker then has the same loss, gradients and norm, so that either all of them update, or none if a value is not finite.
 * `allReduceReducer` is the one for the ranks of a `Communicator`.
 */
export interface GradientReducer {
  /**
   * @param own the sums over this worker's micro-steps, each weighed by 1 / number of micro-steps of all workers; the reducer's from here on,
   * to be returned or disposed of
   * @returns the sums over all workers, which are the means of the step, of the same names and shapes; the caller disposes of them
   */
  reduce(own: Backward): Backward | Promise<Backward>;
}

/** One of several workers that share a step. */
export interface Shard {
  /** Rank, from 0. */
  readonly rank: number;
  /** Number of workers. */
  readonly of: number;
}

/** A single worker. */
export const ALONE: Shard = { rank: 0, of: 1 };
