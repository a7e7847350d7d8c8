import type { Tensor } from '@tensorflow/tfjs';
import { TurboHoiError } from '@turbo-hoi/core';
import type { Parameters } from './optimizer';

export function clones(tensors: ReadonlyMap<string, Tensor>): Map<string, Tensor> {
  return new Map([...tensors].map(([name, tensor]) => [name, tensor.clone()]));
}

/** The tensors of one slot of a state, by parameter name. */
export function tensorsOf(state: ReadonlyMap<string, Tensor>, slot: string): Map<string, Tensor> {
  const prefix = `${slot}.`;
  return new Map(
    [...state]
      .filter(([name]) => name.startsWith(prefix))
      .map(([name, tensor]) => [name.slice(prefix.length), tensor]),
  );
}

/** @throws TurboHoiError `checkpoint` unless the state has every slot of exactly these parameters, in their shapes */
export function checkState(
  state: ReadonlyMap<string, Tensor>,
  parameters: Parameters,
  slots: readonly string[],
): void {
  const wanted = new Map(
    slots.flatMap((slot) =>
      [...parameters].map(([name, { shape }]): [string, string] => [`${slot}.${name}`, `${shape}`]),
    ),
  );
  const wrong = [
    ...[...wanted.keys()].filter((key) => !state.has(key)).map((key) => `${key} is missing`),
    ...[...state.keys()].filter((key) => !wanted.has(key)).map((key) => `${key} is unknown`),
    ...[...wanted]
      .filter(([key, shape]) => state.has(key) && `${state.get(key)?.shape}` !== shape)
      .map(([key, shape]) => `${key} has shape [${state.get(key)?.shape}], expected [${shape}]`),
  ];
  if (wrong.length === 0) return;
  const more = wrong.length > 3 ? ` and ${wrong.length - 3} more` : '';
  throw new TurboHoiError(
    'checkpoint',
    `The optimizer state belongs to another model or optimizer: ${wrong.slice(0, 3).join('; ')}${more}. ` +
      'Resume with the config the checkpoint was written with.',
  );
}

/** @throws TurboHoiError `usage` unless an optimizer of `known` parameters gets as many */
export function checkCount(known: number, { size }: Parameters): void {
  if (known === size) return;
  throw new TurboHoiError(
    'usage',
    `The optimizer has ${known} parameters, got ${size}; create a new optimizer for another model.`,
  );
}
