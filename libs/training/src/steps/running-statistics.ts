import * as tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';
import type { Parameters } from '../optimizers/optimizer';

/**
 * Running statistics, such as means of batches, in a step of several micro-steps: each of these starts from the statistics before the step, and
 * the mean of their changes is the step's, in whatever order and on whichever worker they run (ADR-0032).
 */
export class RunningStatistics {
  private readonly before: ReadonlyMap<string, Tensor>;
  private readonly changes = new Map<string, Tensor>();

  /** @param variables those that no gradient changes; a forward pass assigns to some of them */
  constructor(
    private readonly variables: Parameters,
    private readonly microSteps: number,
  ) {
    this.before = new Map([...variables].map(([name, variable]) => [name, variable.clone()]));
  }

  /** Takes the changes of a micro-step back, and adds them to those of the step. */
  take(): void {
    for (const [name, variable] of this.variables) {
      const before = this.before.get(name)!;
      if (variable.dataId === before.dataId) continue;
      const earlier = this.changes.get(name);
      this.changes.set(
        name,
        tf.tidy(() => {
          const change = tf.div(tf.sub(variable, before), this.microSteps);
          return earlier ? tf.add(earlier, change) : change;
        }),
      );
      earlier?.dispose();
      variable.assign(before);
    }
  }

  /** The step's changes; the caller disposes of them. */
  finish(): ReadonlyMap<string, Tensor> {
    tf.dispose([...this.before.values()]);
    return this.changes;
  }
}

/** Adds changes to the statistics. */
export function applyStatistics(variables: Parameters, changes: ReadonlyMap<string, Tensor>): void {
  for (const [name, change] of changes) {
    const variable = variables.get(name)!;
    const value = tf.add(variable, change);
    variable.assign(value);
    value.dispose();
  }
}
