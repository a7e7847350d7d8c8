import type { Detections } from '@turbo-hoi/core';
import { crc32 } from 'node:zlib';

/** The image of proposals: its id and size in pixels. */
export interface ProposalKey {
  readonly imageId: number;
  readonly width: number;
  readonly height: number;
}

/** Header of a record. */
export interface ProposalHeader extends ProposalKey {
  readonly count: number;
  /** CRC-32 of the numbers. */
  readonly checksum: number;
}

/** float64 image id; uint32 width, height, count, checksum of the numbers, checksum of the header. */
export const HEADER_BYTES = 28;
// Four edges, a score and a class.
const BYTES_EACH = 24;

/** Bytes of the numbers after a header: boxes and scores as float32, classes as int32, one kind after the other. */
export const bodyBytes = ({ count }: Pick<ProposalHeader, 'count'>): number => count * BYTES_EACH;

/** Encodes proposals as a record, header and numbers. */
export function encodeProposals(
  key: ProposalKey,
  { boxes, scores, classes }: Detections,
): { readonly header: ProposalHeader; readonly record: Buffer } {
  const parts = [boxes, scores, classes].map((array) =>
    Buffer.from(array.buffer, array.byteOffset, array.byteLength),
  );
  const record = Buffer.concat([Buffer.alloc(HEADER_BYTES), ...parts]);
  const checksum = crc32(record.subarray(HEADER_BYTES));
  const header = { ...key, count: classes.length, checksum };
  record.writeDoubleLE(key.imageId, 0);
  [key.width, key.height, header.count, checksum].forEach((value, i) =>
    record.writeUInt32LE(value, 8 + 4 * i),
  );
  record.writeUInt32LE(crc32(record.subarray(0, HEADER_BYTES - 4)), HEADER_BYTES - 4);
  return { header, record };
}

/** Null if the bytes are not a header. */
export function decodeHeader(bytes: Buffer): ProposalHeader | null {
  if (crc32(bytes.subarray(0, HEADER_BYTES - 4)) !== bytes.readUInt32LE(HEADER_BYTES - 4)) {
    return null;
  }
  const [width, height, count, checksum] = [8, 12, 16, 20].map((at) => bytes.readUInt32LE(at));
  return { imageId: bytes.readDoubleLE(0), width, height, count, checksum };
}

/** Null if the checksum does not match. */
export function decodeBody(bytes: Buffer, { count, checksum }: ProposalHeader): Detections | null {
  if (crc32(bytes) !== checksum) return null;
  // A copy is aligned.
  const { buffer } = new Uint8Array(bytes);
  return {
    boxes: new Float32Array(buffer, 0, 4 * count),
    scores: new Float32Array(buffer, 16 * count, count),
    classes: new Int32Array(buffer, 20 * count, count),
  };
}
