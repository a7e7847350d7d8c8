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
  /** Numbers of each skeleton divided by 3; 0: none were detected. */
  readonly joints: number;
  /** CRC-32 of the numbers. */
  readonly checksum: number;
}

/** float64 image id; uint32 width, height, count and joints, checksum of the numbers, checksum of the header. */
export const HEADER_BYTES = 28;
// The upper 8 bits of the count hold the joints: records without skeletons are those of files that knew none.
const COUNT_BITS = 24;
const COUNT_MASK = 2 ** COUNT_BITS - 1;
// Four edges, a score and a class.
const BYTES_EACH = 24;

/** Bytes of the numbers after a header: boxes and scores as float32, classes as int32, skeletons as float32, one kind after the other. */
export const bodyBytes = ({ count, joints }: Pick<ProposalHeader, 'count' | 'joints'>): number =>
  count * (BYTES_EACH + 12 * joints);

/** Encodes proposals as a record, header and numbers. */
export function encodeProposals(
  key: ProposalKey,
  { boxes, scores, classes, keypoints }: Detections,
): { readonly header: ProposalHeader; readonly record: Buffer } {
  const arrays = [boxes, scores, classes, ...(keypoints ? [keypoints] : [])];
  const parts = arrays.map((array) =>
    Buffer.from(array.buffer, array.byteOffset, array.byteLength),
  );
  const record = Buffer.concat([Buffer.alloc(HEADER_BYTES), ...parts]);
  const checksum = crc32(record.subarray(HEADER_BYTES));
  const count = classes.length;
  // Of no detections any number of joints tells that skeletons were looked for.
  const joints = keypoints ? keypoints.length / 3 / count || 1 : 0;
  const header = { ...key, count, joints, checksum };
  const packed = (joints << COUNT_BITS) | count;
  record.writeDoubleLE(key.imageId, 0);
  [key.width, key.height, packed >>> 0, checksum].forEach((value, i) =>
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
  const [width, height, packed, checksum] = [8, 12, 16, 20].map((at) => bytes.readUInt32LE(at));
  const [count, joints] = [packed & COUNT_MASK, packed >>> COUNT_BITS];
  return { imageId: bytes.readDoubleLE(0), width, height, count, joints, checksum };
}

/** Null if the checksum does not match. */
export function decodeBody(
  bytes: Buffer,
  { count, joints, checksum }: ProposalHeader,
): Detections | null {
  if (crc32(bytes) !== checksum) return null;
  // A copy is aligned.
  const { buffer } = new Uint8Array(bytes);
  return {
    boxes: new Float32Array(buffer, 0, 4 * count),
    scores: new Float32Array(buffer, 16 * count, count),
    classes: new Int32Array(buffer, 20 * count, count),
    ...(joints > 0 && { keypoints: new Float32Array(buffer, 24 * count, 3 * joints * count) }),
  };
}
