import { statSync } from 'node:fs';

/** Changes whenever the file is replaced: cheaper than a hash for libraries of a gigabyte. */
export function fileStamp(file: string): string {
  const { size, mtimeMs } = statSync(file);
  return `${file}:${size}:${Math.floor(mtimeMs)}`;
}
