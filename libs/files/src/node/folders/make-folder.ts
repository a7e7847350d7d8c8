import { existsSync, mkdirSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';

/**
 * Creates a folder and those above it.
 *
 * @throws an error with a code, as `fs.mkdir` does; EROFS below /proc and /sys, where `fs.mkdir` would never return
 */
export async function makeFolder(path: string): Promise<void> {
  refuseKernelFolder(path);
  await mkdir(path, { recursive: true });
}

/** See {@link makeFolder}. */
export function makeFolderSync(path: string): void {
  refuseKernelFolder(path);
  mkdirSync(path, { recursive: true });
}

function refuseKernelFolder(path: string): void {
  const full = resolve(path);
  if (!/^\/(proc|sys)\//.test(full) || existsSync(full)) return;
  const error = new Error(`EROFS: the kernel's file system holds no other files, mkdir '${full}'`);
  throw Object.assign(error, { code: 'EROFS' });
}
