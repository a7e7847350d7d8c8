import type { Rng } from '@turbo-hoi/core';
import { BYTE_MUTATIONS } from './byte-mutations';
import { mutateTokens } from './json-tokens';

const MORE = 0.4;
const BY_TOKENS = 0.7;

/**
 * Mutates a valid file by one or a few changes.
 *
 * @param other another valid file, for splices
 */
export function mutate(seed: Uint8Array, other: Uint8Array, json: boolean, rng: Rng): Uint8Array {
  const byTokens = json && rng.chance(BY_TOKENS);
  let bytes = seed;
  do {
    bytes = byTokens ? mutateTokens(bytes, rng) : rng.pick(BYTE_MUTATIONS)(bytes, other, rng);
  } while (rng.chance(MORE));
  return bytes;
}
