import * as tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';
import { InPlaceOptimizer, type InPlaceRule } from './in-place-optimizer';
import type { AppliedUpdate, Optimizer, Parameters, UpdateStep } from './optimizer';
import { checkCount, checkState, clones, tensorsOf } from './optimizer-state';
import { groupParameters, type ParameterGroup } from './parameter-group';

/** One or more parameters during an update; all tensors have the same shape. */
export interface ElementState {
  readonly value: Tensor;
  /** In the order of the rule's `slots`. */
  readonly slots: readonly Tensor[];
}

/** An elementwise update rule, as of SGD, Adam, RMSprop, Lion … */
export interface UpdateRule {
  /** Names of the state tensors of every parameter, initially 0. */
  readonly slots: readonly string[];
  /** Whether weight decay applies to a parameter; the same for all members of an update. */
  decays(name: string): boolean;
  /** The same update as a kernel, for backends that have it. */
  readonly inPlace?: Pick<InPlaceRule, 'kernel' | 'numbers'>;
  /** New value and slots; runs inside `tf.tidy`. */
  update(
    current: ElementState & { readonly gradient: Tensor; readonly decays: boolean },
    step: UpdateStep,
  ): ElementState;
}

/**
 * Creates an optimizer from an update rule.
 *
 * @example
 * const plainDescent = elementwiseOptimizer({
 *   slots: [],
 *   decays: () => false,
 *   update: ({ value, gradient }, { learningRate }) =>
 *     ({ value: value.sub(gradient.mul(learningRate)), slots: [] }),
 * });
 */
export function elementwiseOptimizer(rule: UpdateRule): Optimizer {
  const { slots, decays, inPlace } = rule;
  return inPlace?.kernel.exists
    ? new InPlaceOptimizer({ slots, decays, ...inPlace })
    : new ElementwiseOptimizer(rule);
}

class ElementwiseOptimizer implements Optimizer {
  private groups: readonly ParameterGroup[] = [];
  /** Tensors by group, then by slot. */
  private slots: Tensor[][] = [];
  /** A loaded state, until the first update provides the parameters. */
  private loaded: Map<string, Tensor> | null = null;

  constructor(private readonly rule: UpdateRule) {}

  apply(
    parameters: Parameters,
    gradients: ReadonlyMap<string, Tensor>,
    step: UpdateStep,
  ): AppliedUpdate {
    this.checkGroups(parameters);
    const before = {
      slots: this.slots,
      values: new Map([...parameters].map(([name, variable]) => [name, variable.clone()])),
    };
    this.slots = this.groups.map((group, i) =>
      tf.tidy(() => {
        const next = this.rule.update(
          {
            value: group.join(parameters),
            gradient: scaled(group.join(gradients), step),
            slots: before.slots[i],
            decays: this.rule.decays(group.names[0]),
          },
          step,
        );
        group.split(next.value).forEach((value, member) => {
          parameters.get(group.names[member])?.assign(value);
        });
        // A rule may return a slot unchanged; the clone survives when the old one is freed.
        return next.slots.map((slot) => slot.clone());
      }),
    );
    return {
      commit: () => {
        tf.dispose(before.slots);
        tf.dispose([...before.values.values()]);
      },
      revert: () => {
        for (const [name, value] of before.values) parameters.get(name)?.assign(value);
        tf.dispose(this.slots);
        tf.dispose([...before.values.values()]);
        this.slots = before.slots;
      },
    };
  }

  state(): Map<string, Tensor> {
    if (this.loaded) return clones(this.loaded);
    const state = new Map<string, Tensor>();
    this.groups.forEach((group, i) => {
      this.rule.slots.forEach((slot, s) => {
        const parts = tf.tidy(() => group.split(this.slots[i][s]).map((part) => part.clone()));
        parts.forEach((part, member) => state.set(`${slot}.${group.names[member]}`, part));
      });
    });
    return state;
  }

  load(state: ReadonlyMap<string, Tensor>): void {
    this.dispose();
    this.loaded = clones(state);
  }

  dispose(): void {
    tf.dispose(this.slots);
    if (this.loaded) tf.dispose([...this.loaded.values()]);
    this.groups = [];
    this.slots = [];
    this.loaded = null;
  }

  /** Groups the parameters at the first update and checks that later ones have the same. */
  private checkGroups(parameters: Parameters): void {
    const known = this.groups.reduce((count, { names }) => count + names.length, 0);
    if (known > 0) return checkCount(known, parameters);
    const { loaded } = this;
    if (loaded) checkState(loaded, parameters, this.rule.slots);
    this.groups = groupParameters(parameters, (name) => this.rule.decays(name));
    this.slots = this.groups.map((group) =>
      this.rule.slots.map((slot) =>
        loaded
          ? tf.tidy(() => group.join(tensorsOf(loaded, slot)).clone())
          : tf.zeros(group.shape as number[]),
      ),
    );
    if (loaded) tf.dispose([...loaded.values()]);
    this.loaded = null;
  }
}

function scaled(gradient: Tensor, { gradientScale }: UpdateStep): Tensor {
  return gradientScale ? gradient.mul(gradientScale) : gradient;
}
