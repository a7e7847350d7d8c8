import { createHash } from 'node:crypto';
import type { Tensor } from '@tensorflow/tfjs';
import type { Communicator } from '@turbo-hoi/core';
import { SharedError } from '@turbo-hoi/mpi';
import { bytesOf } from './share-tensors';

const HASH_BYTES = 8;

/**
 * Compares hashes of the weights of all ranks.
 *
 * @throws SharedError `mpi` on every rank, with the first rank and parameter that differ from rank 0's
 */
export async function compareWeights(
  communicator: Communicator,
  weights: ReadonlyMap<string, Tensor>,
  step: number,
): Promise<void> {
  const names = [...weights.keys()];
  const own = new Uint8Array(HASH_BYTES * names.length);
  for (const [i, tensor] of [...weights.values()].entries()) {
    own.set(hashOf(await bytesOf(tensor)), HASH_BYTES * i);
  }
  const [expected, ...others] = await communicator.allGather(own);
  for (const [i, hashes] of others.entries()) {
    const at = hashes.findIndex((byte, place) => byte !== expected[place]);
    if (at < 0) continue;
    const different = names.filter((_, n) => !sameHash(hashes, expected, n));
    const more = different.length > 1 ? ` and ${different.length - 1} more` : '';
    throw new SharedError(
      'mpi',
      `After step ${step} rank ${i + 1} of ${communicator.size} has another ${different[0]}${more} than rank 0: its processor or libraries round differently. ` +
        'Use machines of one kind; the last checkpoint is of equal weights if they were compared after it (training.compareWeightsEvery).',
    );
  }
}

const sameHash = (a: Uint8Array, b: Uint8Array, n: number) =>
  [...a.subarray(HASH_BYTES * n, HASH_BYTES * (n + 1))].every(
    (byte, i) => byte === b[HASH_BYTES * n + i],
  );

const hashOf = (bytes: Uint8Array) =>
  createHash('sha256').update(bytes).digest().subarray(0, HASH_BYTES);
