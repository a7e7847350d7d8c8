import { createHash } from 'node:crypto';
import { writeDurably } from '@turbo-hoi/files/node';
import { safetensorsPieces } from '@turbo-hoi/weights';
import type { CheckpointState } from '../state/checkpoint-state';

/** A float32 tensor that is read when it is written, row-major. */
export interface StoredTensor {
  readonly shape: readonly number[];
  data(): Promise<Float32Array>;
}

/** Writes tensors as safetensors, reading them back one by one; returns length and hash of the file. */
export async function writeTensors(
  path: string,
  tensors: ReadonlyMap<string, StoredTensor>,
): Promise<CheckpointState['files'][string]> {
  const entries = new Map(
    [...tensors].map(([name, tensor]) => {
      const entry = { dtype: 'F32' as const, shape: [...tensor.shape] };
      const load = async () => ({ ...entry, data: await tensor.data() });
      return [name, { ...entry, load }];
    }),
  );
  const hash = createHash('sha256');
  let bytes = 0;
  const hashed = async function* () {
    for await (const piece of safetensorsPieces(entries)) {
      hash.update(piece);
      bytes += piece.length;
      yield piece;
    }
  };
  await writeDurably(path, hashed());
  return { bytes, sha256: hash.digest('hex') };
}
