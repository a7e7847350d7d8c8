import * as tf from '@tensorflow/tfjs';
import type { Tensor, Variable } from '@tensorflow/tfjs';
import { type FusedKernel, hasOwnMemory, inOwnMemory, ownedMemory } from '@turbo-hoi/nn';
import type { AppliedUpdate, Optimizer, Parameters, UpdateStep } from './optimizer';
import { checkCount, checkState, clones, tensorsOf } from './optimizer-state';

/** An elementwise update rule as a kernel that writes into its inputs. */
export interface InPlaceRule {
  /**
   * Inputs: the gradients of all parameters, their values, each slot's tensors, the factor of the gradients, and the step's numbers.
   * Values and slots are written.
   */
  readonly kernel: FusedKernel;
  readonly slots: readonly string[];
  decays(name: string): boolean;
  /** The numbers that the kernel reads; `decays`: those of parameters with weight decay. */
  numbers(step: UpdateStep, decays: boolean): readonly number[];
}

/**
 * An optimizer that touches no fresh memory: at published sizes, new tensors for a gigabyte of weights and of each slot take longer than
 * the arithmetic.
 *
 * Nothing is written before the update is committed, so that there is nothing to revert. Tensors that somebody else has too, such as a
 * copy for a checkpoint, are replaced before they are written.
 */
export class InPlaceOptimizer implements Optimizer {
  /** Tensors by slot, then by parameter name. */
  private slots: Map<string, Tensor>[] = [];
  /** A loaded state, until the first update provides the parameters. */
  private loaded: Map<string, Tensor> | null = null;

  constructor(private readonly rule: InPlaceRule) {}

  apply(
    parameters: Parameters,
    gradients: ReadonlyMap<string, Tensor>,
    step: UpdateStep,
  ): AppliedUpdate {
    this.prepare(parameters);
    return {
      commit: () => {
        for (const decays of [false, true]) {
          const names = [...parameters.keys()].filter((name) => this.rule.decays(name) === decays);
          if (names.length > 0) this.update(names, parameters, gradients, step, decays);
        }
      },
      revert: () => undefined,
    };
  }

  private update(
    names: readonly string[],
    parameters: Parameters,
    gradients: ReadonlyMap<string, Tensor>,
    step: UpdateStep,
    decays: boolean,
  ): void {
    const variables = names.map((name) => parameters.get(name) as Variable);
    variables.forEach((variable) => this.makeOwn(variable));
    this.slots.forEach((slot) => names.forEach((name) => this.makeOwnSlot(slot, name)));
    tf.tidy(() => {
      this.rule.kernel.run(
        [
          ...names.map((name, i) => gradients.get(name) ?? tf.zeros(variables[i].shape)),
          ...variables,
          ...this.slots.flatMap((slot) => names.map((name) => slot.get(name) as Tensor)),
          step.gradientScale ?? tf.scalar(1),
          tf.tensor1d([...this.rule.numbers(step, decays)]),
        ],
        { N: names.length },
      );
    });
  }

  state(): Map<string, Tensor> {
    if (this.loaded) return clones(this.loaded);
    return new Map(
      this.slots.flatMap((tensors, i) =>
        [...tensors].map(([name, tensor]): [string, Tensor] => [
          `${this.rule.slots[i]}.${name}`,
          tensor.clone(),
        ]),
      ),
    );
  }

  load(state: ReadonlyMap<string, Tensor>): void {
    this.dispose();
    this.loaded = clones(state);
  }

  dispose(): void {
    for (const slot of this.slots) tf.dispose([...slot.values()]);
    if (this.loaded) tf.dispose([...this.loaded.values()]);
    this.slots = [];
    this.loaded = null;
  }

  private prepare(parameters: Parameters): void {
    const { loaded, rule } = this;
    if (this.slots.length > 0) return checkCount(this.slots[0].size, parameters);
    if (loaded) checkState(loaded, parameters, rule.slots);
    this.slots = rule.slots.map((slot) =>
      loaded
        ? tensorsOf(loaded, slot)
        : new Map([...parameters].map(([name, parameter]) => [name, this.zerosOf(parameter)])),
    );
    // Its tensors are the slots' now.
    this.loaded = null;
  }

  private makeOwn(variable: Variable): void {
    if (hasOwnMemory(variable)) return;
    const copy = inOwnMemory(variable as Tensor);
    variable.assign(copy);
    copy.dispose();
  }

  private makeOwnSlot(slot: Map<string, Tensor>, name: string): void {
    const tensor = slot.get(name) as Tensor;
    if (hasOwnMemory(tensor)) return;
    slot.set(name, inOwnMemory(tensor));
    tensor.dispose();
  }

  /** From a kernel, unlike `tf.zeros`, which would fill an array of JavaScript first. */
  private zerosOf(tensor: Tensor): Tensor {
    return ownedMemory(tf.zerosLike(tensor));
  }
}
