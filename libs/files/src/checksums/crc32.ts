/**
 * Computes a checksum of bytes as an unsigned number.
 *
 * @param start checksum of the preceding bytes, for content that comes in pieces
 */
export type Checksum = (bytes: Uint8Array, start?: number) => number;

/** CRC-32 of zip files, PNG and gzip (ISO 3309). Implemented here because browsers have no `node:zlib`. */
export const crc32: Checksum = reflectedCrc(0xedb88320);

/** CRC-32C (Castagnoli's polynomial, RFC 3720), used by TFRecord files. */
export const crc32c: Checksum = reflectedCrc(0x82f63b78);

// Eight bytes per iteration ("slicing by 8"): table[k][b] is the remainder of byte b followed by k zero bytes.
function reflectedCrc(polynomial: number): Checksum {
  const [t0, t1, t2, t3, t4, t5, t6, t7] = makeTables(polynomial);
  return (bytes, start = 0) => {
    let crc = ~start;
    let at = 0;
    for (const end = bytes.length - 7; at < end; at += 8) {
      crc ^= bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24);
      crc =
        t7[crc & 255] ^
        t6[(crc >>> 8) & 255] ^
        t5[(crc >>> 16) & 255] ^
        t4[crc >>> 24] ^
        t3[bytes[at + 4]] ^
        t2[bytes[at + 5]] ^
        t1[bytes[at + 6]] ^
        t0[bytes[at + 7]];
    }
    for (; at < bytes.length; at++) crc = t0[(crc ^ bytes[at]) & 255] ^ (crc >>> 8);
    return ~crc >>> 0;
  };
}

function makeTables(polynomial: number): readonly Int32Array[] {
  const tables = Array.from({ length: 8 }, () => new Int32Array(256));
  for (let byte = 0; byte < 256; byte++) {
    let crc = byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ polynomial : crc >>> 1;
    tables[0][byte] = crc;
  }
  for (let k = 1; k < tables.length; k++) {
    for (let byte = 0; byte < 256; byte++) {
      const before = tables[k - 1][byte];
      tables[k][byte] = tables[0][before & 255] ^ (before >>> 8);
    }
  }
  return tables;
}
