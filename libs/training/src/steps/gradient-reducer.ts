import type { Backward } from './backward';

/**
 * Stands between the gradients of a step and its update: averages what several workers computed, each on its share of the step.
 *
 * Every worker then has the same loss, gradients and norm, so that all of them update, or none where something is not finite.
 *
 * @example
 * // Of a message-passing library, in place of one that averages nothing.
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

/** One of several workers that do a step together. */
export interface Shard {
  /** Which, from 0. */
  readonly rank: number;
  /** How many there are. */
  readonly of: number;
}

/** A worker that does its steps alone. */
export const ALONE: Shard = { rank: 0, of: 1 };
