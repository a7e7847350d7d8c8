/** Tensors that are reduced as one message. */
export interface Bucket {
  readonly names: readonly string[];
  /** Numbers of all of them. */
  readonly size: number;
}

/** Numbers of a bucket: 4 MiB, of which a net has several, and which takes much longer than the latency of a message. */
export const BUCKET_SIZE = 2 ** 20;

/**
 * Packs tensors in their order into buckets of at most `limit` numbers; a larger tensor is a bucket of its own.
 *
 * @param sizes numbers of each tensor, by name
 */
export function packBuckets(sizes: ReadonlyMap<string, number>, limit = BUCKET_SIZE): Bucket[] {
  const buckets: { names: string[]; size: number }[] = [];
  for (const [name, size] of sizes) {
    const last = buckets.at(-1);
    if (last && last.size + size <= limit) {
      last.names.push(name);
      last.size += size;
    } else buckets.push({ names: [name], size });
  }
  return buckets;
}
