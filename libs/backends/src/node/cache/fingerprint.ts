import { createHash } from 'node:crypto';

/** A short hash of the parts, used as file name. */
export function fingerprint(...parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16);
}
