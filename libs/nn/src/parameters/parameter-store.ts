import * as tf from '@tensorflow/tfjs';
import type { Variable } from '@tensorflow/tfjs';
import {
  type Initializer,
  type ParameterOptions,
  type ParameterScope,
  type ParameterValue,
  type Rng,
  TurboHoiError,
} from '@turbo-hoi/core';
import { inOwnMemory } from '../memory/own-memory';

/** Result of loading parameters from a file, by parameter name. */
export interface MatchReport {
  readonly matched: readonly string[];
  /** In the model, not in the file. */
  readonly missing: readonly string[];
  /** In both, with different shapes. */
  readonly otherShape: readonly string[];
  /** In the file, not in the model. */
  readonly unused: readonly string[];
}

// Variable names are global to the process; the number keeps the names of two stores distinct.
let stores = 0;

/**
 * Owns the parameters of a model by name.
 *
 * Each parameter is initialised from its own random stream, forked by its name, so that its initial values do not
 * depend on the order in which parameters are created.
 */
export class ParameterStore implements ParameterScope {
  private readonly variables = new Map<string, Variable>();
  private readonly prefix = `turbo-hoi/${stores++}/`;

  constructor(private readonly rng: Rng) {}

  scope(name: string): ParameterScope {
    return new Scope(this, `${name}.`);
  }

  parameter(
    name: string,
    shape: readonly number[],
    initializer: Initializer,
    { trainable = true }: ParameterOptions = {},
  ): Variable {
    const existing = this.variables.get(name);
    if (existing) return sameShape(name, existing, shape);
    const initial = tf.tidy(() =>
      inOwnMemory(initializer(shape, this.rng.fork(`parameter:${name}`))),
    );
    sameShape(name, initial, shape);
    const variable = tf.variable(initial, trainable, this.prefix + name);
    initial.dispose();
    this.variables.set(name, variable);
    return variable;
  }

  /** Every parameter, in order of creation. */
  entries(): ReadonlyMap<string, Variable> {
    return this.variables;
  }

  /** The parameters that an optimizer updates. */
  trainable(): ReadonlyMap<string, Variable> {
    return new Map([...this.variables].filter(([, variable]) => variable.trainable));
  }

  /**
   * Replaces the values of all parameters.
   *
   * @throws TurboHoiError `checkpoint` unless names and shapes equal those of the store; nothing is changed in that
   *   case
   */
  load(values: ReadonlyMap<string, ParameterValue>): void {
    const problems = this.mismatches(values);
    if (problems.length > 0) {
      const shown = problems.slice(0, 5).join('; ');
      const more = problems.length > 5 ? `; and ${problems.length - 5} more` : '';
      throw new TurboHoiError(
        'checkpoint',
        `Parameters do not fit the model: ${shown}${more}. Load them with the configuration that they were saved with.`,
      );
    }
    for (const [name, variable] of this.variables) assign(variable, values.get(name)!);
  }

  /**
   * Replaces the values of the parameters that `values` contains with the same name and shape; the others keep theirs.
   *
   * @param isWanted which parameters may be replaced; all by default
   */
  loadMatching(
    values: ReadonlyMap<string, ParameterValue>,
    isWanted: (name: string) => boolean = () => true,
  ): MatchReport {
    const report = {
      matched: [] as string[],
      missing: [] as string[],
      otherShape: [] as string[],
      unused: [...values.keys()].filter((name) => !this.variables.has(name) && isWanted(name)),
    };
    for (const [name, variable] of this.variables) {
      const value = values.get(name);
      if (!isWanted(name)) continue;
      if (!value) report.missing.push(name);
      else if (mismatch(name, variable.shape, value).length > 0) report.otherShape.push(name);
      else {
        assign(variable, value);
        report.matched.push(name);
      }
    }
    return report;
  }

  /** Frees all parameters. */
  dispose(): void {
    for (const variable of this.variables.values()) variable.dispose();
    this.variables.clear();
  }

  private mismatches(values: ReadonlyMap<string, ParameterValue>): string[] {
    const unknown = [...values.keys()].filter((name) => !this.variables.has(name));
    return [
      ...[...this.variables].flatMap(([name, { shape }]) =>
        mismatch(name, shape, values.get(name)),
      ),
      ...unknown.map((name) => `${name}: unknown to the model`),
    ];
  }
}

class Scope implements ParameterScope {
  constructor(
    private readonly store: ParameterStore,
    private readonly prefix: string,
  ) {}

  scope(name: string): ParameterScope {
    return new Scope(this.store, `${this.prefix}${name}.`);
  }

  parameter(...[name, ...rest]: Parameters<ParameterScope['parameter']>): Variable {
    return this.store.parameter(this.prefix + name, ...rest);
  }
}

function assign(variable: Variable, { shape, data }: ParameterValue): void {
  const value = tf.tidy(() => inOwnMemory(tf.tensor(data, [...shape], 'float32')));
  variable.assign(value);
  value.dispose();
}

function mismatch(
  name: string,
  shape: readonly number[],
  value: ParameterValue | undefined,
): string[] {
  if (!value) return [`${name}: missing`];
  if (!equalShapes(shape, value.shape)) {
    return [`${name}: got shape [${value.shape}], expected [${shape}]`];
  }
  const size = tf.util.sizeFromShape([...shape]);
  return value.data.length === size
    ? []
    : [`${name}: got ${value.data.length} numbers, expected ${size}`];
}

function sameShape<T extends tf.Tensor>(name: string, tensor: T, shape: readonly number[]): T {
  if (equalShapes(tensor.shape, shape)) return tensor;
  throw new TurboHoiError(
    'shape',
    `Parameter ${name}: requested with shape [${shape}], but it has shape [${tensor.shape}]. ` +
      `Share a parameter only between modules of the same sizes, or give it another name.`,
  );
}

function equalShapes(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((size, i) => size === b[i]);
}
