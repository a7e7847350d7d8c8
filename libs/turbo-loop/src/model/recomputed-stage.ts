import type { ForwardContext, StageState } from '@turbo-hoi/core';
import { recomputed } from '@turbo-hoi/nn';
import type { Tensor, Variable } from '@tensorflow/tfjs';
import type { StageOutput, TurboStage, TurboStageInput } from './turbo-stage';

/**
 * A stage that keeps only its input and output for gradients.
 *
 * Running statistics are updated by the first run alone; the second begins with what they were before it.
 *
 * @param parameters all variables of the stage
 * @param contextOf the same context each time, with a random generator that has drawn nothing
 */
export function recomputedStage(
  stage: TurboStage,
  { layout, objects, ...input }: TurboStageInput,
  previous: StageState,
  parameters: readonly Variable[],
  contextOf: () => ForwardContext,
): StageOutput {
  const statistics = parameters.filter(({ trainable }) => !trainable);
  const values = () => Object.fromEntries(statistics.map((variable, i) => [i, variable.clone()]));
  const assign = (to: Readonly<Record<string, Tensor>>) =>
    statistics.forEach((variable, i) => variable.assign(to[i]));
  let runs = 0;
  return recomputed(
    { ...input, objects: stage.objectsOf(objects), previous, statistics: values() },
    parameters.filter(({ trainable }) => trainable),
    ({ statistics: before, previous, objects, ...rest }) => {
      const forward = () =>
        stage.forward({ ...rest, layout, objects: { of: () => objects } }, previous, contextOf());
      if (runs++ === 0) return forward();
      const after = values();
      assign(before);
      const output = forward();
      assign(after);
      return output;
    },
  );
}
