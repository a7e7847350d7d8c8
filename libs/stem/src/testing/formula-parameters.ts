import type { ParameterOptions, ParameterScope } from '@turbo-hoi/core';
import { formulaBits, formulaValues } from '@turbo-hoi/testing';
import * as tf from '@tensorflow/tfjs';

/** The parameters of `tools/golden/formula.py`: computed from name and index, independent of the initializer. */
export class FormulaParameters implements ParameterScope {
  /** By name. */
  readonly variables = new Map<string, tf.Variable>();

  constructor(
    private readonly prefix = '',
    private readonly root?: FormulaParameters,
  ) {}

  scope(name: string): ParameterScope {
    return new FormulaParameters(`${this.prefix}${name}.`, this.root ?? this);
  }

  parameter(
    own: string,
    shape: readonly number[],
    _: unknown,
    { trainable = true }: ParameterOptions = {},
  ): tf.Variable {
    const name = this.prefix + own;
    const { variables } = this.root ?? this;
    const known = variables.get(name);
    if (known) return known;
    const variable = tf.tidy(() =>
      tf.variable(tf.tensor(formulaValues(name, shape), [...shape]), trainable),
    );
    variables.set(name, variable);
    return variable;
  }

  dispose(): void {
    this.variables.forEach((variable) => variable.dispose());
    this.variables.clear();
  }
}

/** The image of `tools/golden/formula.py`, row-major HWC, in 0..255. */
export function formulaImage(width: number, height: number): Uint8Array {
  const bits = formulaBits('image');
  return Uint8Array.from({ length: width * height * 3 }, (_, i) => {
    const pixel = Math.floor(i / 3);
    const [x, y] = [pixel % width, Math.floor(pixel / width)];
    const slope = [x / width, y / height, (x + y) / (width + height)][i % 3];
    return (bits(i) >>> 25) + Math.floor(slope * 128);
  });
}
