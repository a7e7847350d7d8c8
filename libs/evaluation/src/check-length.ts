import { TurboHoiError } from '@turbo-hoi/core';

/** Checks the length of an array. @throws TurboHoiError (shape) unless it has the expected length */
export function checkLength(name: string, array: ArrayLike<number>, expected: number): void {
  if (array.length === expected) return;
  throw new TurboHoiError(
    'shape',
    `${name}: got ${array.length} numbers; expected ${expected}. All arrays of an image must describe the same rows.`,
  );
}
