import type { ParameterScope } from '@turbo-hoi/core';
import { constant, Linear, normal } from '@turbo-hoi/nn';

export interface ActionHeadOptions {
  /** D: width of the input. */
  readonly width: number;
  /** A. */
  readonly actions: number;
  /** Probability that the head starts from. */
  readonly baseRate: number;
}

/** s_a before the sigmoid: [R,D] → [R,A], which starts near the base rate. */
export function actionHead(
  scope: ParameterScope,
  { width, actions, baseRate }: ActionHeadOptions,
): Linear {
  return new Linear(scope, {
    in: width,
    out: actions,
    initializer: normal(0.01),
    biasInitializer: constant(Math.log(baseRate / (1 - baseRate))),
  });
}

/** mu_a of Eq. 2: [R,D] → [R,4A]. */
export function offsetHead(
  scope: ParameterScope,
  { width, actions }: Pick<ActionHeadOptions, 'width' | 'actions'>,
): Linear {
  return new Linear(scope, { in: width, out: 4 * actions, initializer: normal(0.01) });
}
