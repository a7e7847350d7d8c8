import type { Communicator } from '@turbo-hoi/core';
import type { Shard } from '@turbo-hoi/training';

/** The share of a rank in the micro-steps of a step. */
export function shardOf({ rank, size }: Communicator): Shard {
  return { rank, of: size };
}
