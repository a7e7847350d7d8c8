import type { ParameterOptions, ParameterScope } from '@turbo-hoi/core';
import * as tf from '@tensorflow/tfjs';

// In jest's sandbox, looking up the global takes a hundred times as long as the multiplication.
const { imul } = Math;

/** 32 bits: the finalizer of MurmurHash3 on seed + i · 0x9E3779B9. */
function mixed(seed: number, i: number): number {
  let x = (seed + imul(i, 0x9e3779b9)) | 0;
  x = imul(x ^ (x >>> 16), 0x85ebca6b);
  x = imul(x ^ (x >>> 13), 0xc2b2ae35);
  return (x ^ (x >>> 16)) >>> 0;
}

// Layers that predict boxes and scores: small weights keep the boxes within an image.
const SMALL = /(bbox_pred|cls_logits|cls_score)\.weight$/;

/** FNV-1a. */
function seedOf(name: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) hash = imul(hash ^ name.charCodeAt(i), 0x01000193);
  return hash;
}

/** Factor and offset applied to numbers in -1..1: He's deviation for weights, non-trivial values for statistics. */
function spread(
  name: string,
  shape: readonly number[],
): readonly [factor: number, summand: number] {
  if (shape.length > 1) {
    const fanIn = shape.slice(0, -1).reduce((product, size) => product * size);
    return [(SMALL.test(name) ? 0.1 : 1) * Math.sqrt(6 / fanIn), 0];
  }
  if (name.endsWith('running_var')) return [0.5, 1];
  if (name.endsWith('bn3.weight')) return [0.1, 0.3];
  return name.endsWith('weight') ? [0.25, 0.75] : [0.1, 0];
}

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
      tf.variable(tf.tensor(values(name, shape), [...shape]), trainable),
    );
    variables.set(name, variable);
    return variable;
  }

  dispose(): void {
    this.variables.forEach((variable) => variable.dispose());
    this.variables.clear();
  }
}

function values(name: string, shape: readonly number[]): Float32Array {
  const [factor, summand] = spread(name, shape);
  const seed = seedOf(name);
  const data = new Float32Array(shape.reduce((product, size) => product * size, 1));
  for (let i = 0; i < data.length; i++) {
    data[i] = summand + factor * (mixed(seed, i) / 2 ** 31 - 1);
  }
  return data;
}

/** The image of `tools/golden/formula.py`, row-major HWC, in 0..255. */
export function formulaImage(width: number, height: number): Uint8Array {
  const seed = seedOf('image');
  return Uint8Array.from({ length: width * height * 3 }, (_, i) => {
    const pixel = Math.floor(i / 3);
    const [x, y] = [pixel % width, Math.floor(pixel / width)];
    const slope = [x / width, y / height, (x + y) / (width + height)][i % 3];
    return (mixed(seed, i) >>> 25) + Math.floor(slope * 128);
  });
}
