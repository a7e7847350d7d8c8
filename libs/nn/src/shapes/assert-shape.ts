import { TurboHoiError } from '@turbo-hoi/core';
import type { Tensor } from '@tensorflow/tfjs';

/** A size, or a letter for any size; equal letters stand for equal sizes. */
export type Dim = number | string;

/**
 * Checks the shape of a tensor at a public interface; costs one comparison per dimension.
 *
 * @example assertShape(mid, [rois, 'D'], 'stages[0].hoi (stage 1): mid')
 * @param what name and origin of the tensor, for the message
 * @throws TurboHoiError `shape` with the shape got and expected
 */
export function assertShape(
  tensor: Tensor | null | undefined,
  expected: readonly Dim[],
  what: string,
): void {
  if (!isTensor(tensor) || !fits(tensor.shape, expected)) throw wrongShape(tensor, expected, what);
}

/**
 * {@link assertShape} for a tensor that broadcasts to the shape: any dimension may be 1.
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
  if (!broadcasts) throw wrongShape(tensor, to, what, ', or 1 in any dimension');
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
