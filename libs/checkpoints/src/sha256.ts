import { sha256 as hash } from '@noble/hashes/sha2';
import { bytesToHex } from '@noble/hashes/utils';

/** SHA-256 in hexadecimal digits. Unlike `crypto.subtle` synchronous, and available without https. */
export function sha256(bytes: Uint8Array): string {
  return bytesToHex(hash(bytes));
}
