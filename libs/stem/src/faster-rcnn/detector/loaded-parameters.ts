import { type ParameterScope, type ParameterValue, TurboHoiError } from '@turbo-hoi/core';
import * as tf from '@tensorflow/tfjs';

/** Frozen parameters whose values come from loaded weights, never from an initializer. */
export class LoadedParameters implements ParameterScope {
  /** @param source names the values in messages */
  constructor(
    private readonly values: ReadonlyMap<string, ParameterValue>,
    private readonly source: string,
    private readonly prefix = '',
    /** The parameters requested so far, by name. */
    readonly variables = new Map<string, tf.Variable>(),
  ) {}

  scope(name: string): ParameterScope {
    const { values, source, prefix, variables } = this;
    return new LoadedParameters(values, source, `${prefix}${name}.`, variables);
  }

  /** @throws TurboHoiError `checkpoint` where there is no value of this name and shape */
  parameter(own: string, shape: readonly number[]): tf.Variable {
    const name = this.prefix + own;
    const known = this.variables.get(name);
    if (known) return known;
    const value = this.values.get(name);
    if (!value || value.shape.join() !== shape.join()) {
      throw new TurboHoiError(
        'checkpoint',
        `${this.source}: ${name} ${value ? `has shape [${value.shape}]` : 'is missing'}, expected [${shape}]. ` +
          'Import the weights first (import-weights), and name their backbone and classes in the config.',
      );
    }
    const variable = tf.tidy(() =>
      tf.variable(tf.tensor(value.data, [...shape], 'float32'), false),
    );
    this.variables.set(name, variable);
    return variable;
  }
}
