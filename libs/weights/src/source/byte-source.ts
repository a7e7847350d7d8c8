import { TurboHoiError } from '@turbo-hoi/core';

/** Bytes that are read in parts on demand. */
export interface ByteSource {
  /** Its name in messages. */
  readonly name: string;
  readonly size: number;
  /**
   * Reads `length` bytes from `offset` into new memory that starts with them.
   *
   * @throws TurboHoiError `data` for a range beyond the end, `io` if reading fails
   */
  read(offset: number, length: number): Promise<Uint8Array<ArrayBuffer>>;
  close(): Promise<void>;
}

/** A source of bytes in memory. */
export function bytesSource(bytes: Uint8Array, name: string): ByteSource {
  return {
    name,
    size: bytes.length,
    async read(offset, length) {
      checkRange(name, bytes.length, offset, length);
      const part = new Uint8Array(length);
      part.set(bytes.subarray(offset, offset + length));
      return part;
    },
    async close() {},
  };
}

export function checkRange(name: string, size: number, offset: number, length: number): void {
  const whole = Number.isSafeInteger(offset) && Number.isSafeInteger(length);
  if (whole && offset >= 0 && length >= 0 && offset + length <= size) return;
  throw new TurboHoiError(
    'data',
    `${name}: bytes ${offset} to ${offset + length} are needed, but it has ${size}; is it truncated?`,
  );
}
