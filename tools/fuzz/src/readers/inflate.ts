import { inflateSync } from 'node:zlib';

export function inflate(bytes: Uint8Array, limit: number): Uint8Array {
  return inflateSync(bytes, { maxOutputLength: limit });
}
