import type * as tf from '@tensorflow/tfjs';
import type { PhaseClock } from './phase-clock';

/** How a case is timed. */
export interface BenchRun {
  /** The name of the case. */
  readonly size: string;
  /** Number of timed steps. */
  readonly steps: number;
  /** Number of warm-up steps before them. */
  readonly warmup: number;
  readonly clock: PhaseClock;
  /** Called before the first timed step. */
  readonly onKept: () => void;
}

/** Number of values. */
export function countOf(parameters: ReadonlyMap<string, tf.Variable>): number {
  return [...parameters.values()].reduce((sum, { size }) => sum + size, 0);
}
