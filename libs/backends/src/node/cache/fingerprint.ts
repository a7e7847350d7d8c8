import { createHash } from 'node:crypto';

/** A short file name for "all of this is the same". */
export function fingerprint(...parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16);
}
