import type { Backward } from './backward';

/**
 * Averages the gradients of several workers, each computed on its share of a step, before the update.
 *
 * Every worker then has the same loss, gradients and norm, so that either all of them update, or none if a value is not finite.
 *
 * @example
 * // With the `allReduceMean` of a message-passing library.
 * const reducer: GradientReducer = {
 *   async reduce(own) {
 *     for (const gradient of own.gradients.values()) await allReduceMean(gradient);
 *     return own;
 *   },
 * };
 */
export interface GradientReducer {
  /**
   * @param own this worker's means over its micro-steps; the reducer's from here on, to be returned or disposed of
   * @returns the means over all workers, of the same names and shapes; the caller disposes of them
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
