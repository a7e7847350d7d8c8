type Piece = Uint8Array | string;

/** Content that comes piece by piece. */
export type Pieces = Iterable<Piece> | AsyncIterable<Piece>;

const BLOCK_BYTES = 2 ** 20;

/**
 * Regroups content into blocks of about 1 MiB for efficient disk writes. A yielded block is valid until the next one is
 * requested; a piece is not read after the next one is requested.
 */
export async function* inBlocks(pieces: Pieces): AsyncGenerator<Uint8Array> {
  const block = Buffer.allocUnsafe(BLOCK_BYTES);
  let filled = 0;
  for await (const piece of pieces) {
    const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece;
    if (filled > 0 && filled + bytes.length > BLOCK_BYTES) {
      yield block.subarray(0, filled);
      filled = 0;
    }
    if (bytes.length >= BLOCK_BYTES) {
      yield bytes;
      continue;
    }
    block.set(bytes, filled);
    filled += bytes.length;
  }
  if (filled > 0) yield block.subarray(0, filled);
}
