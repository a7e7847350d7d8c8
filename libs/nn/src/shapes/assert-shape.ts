import { TurboHoiError } from '@turbo-hoi/core';
import type { Tensor } from '@tensorflow/tfjs';

/** A number, or a letter that stands for any: the same letter for the same number. */
export type Dim = number | string;

/**
 * Checks what another's code hands back at a public border; costs a comparison a dimension.
 *
 * @example assertShape(mid, [rois, 'D'], 'stages[0].hoi (stage 1): mid')
 * @param what the tensor is and where it comes from
 * @throws TurboHoiError `shape` with what was expected and what came
 */
export function assertShape(
  tensor: Tensor | null | undefined,
  expected: readonly Dim[],
  what: string,
): void {
  if (!isTensor(tensor) || !fits(tensor.shape, expected)) throw wrongShape(tensor, expected, what);
}

/**
 * {@link assertShape} for what need only broadcast: any dimension may be 1.
 *
 * @throws TurboHoiError `shape`
 */
export function assertBroadcasts(
  tensor: Tensor | null | undefined,
  to: readonly number[],
  what: string,
): void {
  const broadcasts =
    isTensor(tensor) &&
    tensor.shape.length === to.length &&
    tensor.shape.every((size, i) => size === 1 || size === to[i]);
  if (!broadcasts) throw wrongShape(tensor, to, what, ', or 1 in any place');
}

const isTensor = (value: Tensor | null | undefined): value is Tensor => Array.isArray(value?.shape);

function fits(shape: readonly number[], expected: readonly Dim[]): boolean {
  if (shape.length !== expected.length) return false;
  return expected.every((dim, i) =>
    typeof dim === 'number' ? shape[i] === dim : shape[i] === shape[expected.indexOf(dim)],
  );
}

function wrongShape(
  tensor: Tensor | null | undefined,
  expected: readonly Dim[],
  what: string,
  or = '',
): TurboHoiError {
  const got = isTensor(tensor) ? `[${tensor.shape.join(',')}]` : `no tensor (${String(tensor)})`;
  return new TurboHoiError('shape', `${what}: got ${got}; expected [${expected.join(',')}]${or}.`);
}
