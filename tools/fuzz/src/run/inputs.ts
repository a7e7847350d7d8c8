import { createRng } from '@turbo-hoi/core';
import { mutate } from '../mutate/mutate';
import type { Seed } from '../seed';

export interface Input {
  readonly seed: Seed;
  readonly bytes: Uint8Array;
}

/** An input is a function of the seed, the reader and its index, so that each one is reproducible. */
export function makeInput(
  seeds: readonly Seed[],
  reader: string,
  seed: number,
  index: number,
): Input {
  const rng = createRng(seed).fork(`fuzz ${reader}`, index);
  const chosen = rng.pick(seeds);
  const other = rng.pick(seeds);
  return { seed: chosen, bytes: mutate(chosen.bytes, other.bytes, chosen.json, rng) };
}
