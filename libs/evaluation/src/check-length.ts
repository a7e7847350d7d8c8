import { TurboHoiError } from '@turbo-hoi/core';

/** @throws TurboHoiError (shape) unless the array has the length that its neighbours imply */
export function checkLength(name: string, array: ArrayLike<number>, expected: number): void {
  if (array.length === expected) return;
  throw new TurboHoiError(
    'shape',
    `${name}: got ${array.length} numbers; expected ${expected}. All arrays of an image must describe the same rows.`,
  );
}
