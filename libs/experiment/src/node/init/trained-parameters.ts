import type { Variable } from '@tensorflow/tfjs';
import type { TurboModel } from '@turbo-hoi/turbo-loop';
import { checkPart, isOfPart } from './parts';

/**
 * The parameters that the optimizer updates: all trainable ones without those of frozen parts.
 *
 * @throws TurboHoiError `config` for an unknown part
 */
export function trainedParameters(
  { parameters }: TurboModel,
  frozen: readonly string[],
): ReadonlyMap<string, Variable> {
  frozen.forEach((part, i) => checkPart(part, parameters.entries().keys(), `frozen[${i}]`));
  const isFrozen = (name: string) => frozen.some((part) => isOfPart(part)(name));
  return new Map([...parameters.trainable()].filter(([name]) => !isFrozen(name)));
}
