import { statSync, type Stats } from 'node:fs';
import { TurboHoiError } from '@turbo-hoi/core';

/**
 * Refuses what is neither a file nor a folder before it is opened: opening a pipe waits for its writer, and nothing ends it.
 *
 * @throws TurboHoiError `io`
 */
export function refusePipe(path: string): void {
  let stats: Stats | undefined;
  try {
    stats = statSync(path, { throwIfNoEntry: false });
  } catch {
    // Opening it says why.
    return;
  }
  if (!stats || stats.isFile() || stats.isDirectory()) return;
  throw new TurboHoiError(
    'io',
    `${path}: is a pipe or a device, not a file; save its content as a file first.`,
  );
}
