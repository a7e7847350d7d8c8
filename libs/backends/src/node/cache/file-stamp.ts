import { statSync } from 'node:fs';

/** Identifies a version of a file by its metadata, which is cheaper than a hash for libraries of a gigabyte. */
export function fileStamp(file: string): string {
  const { size, mtimeMs } = statSync(file);
  return `${file}:${size}:${Math.floor(mtimeMs)}`;
}
