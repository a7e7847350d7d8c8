import { createHash } from 'node:crypto';

const TYPES = { Float64Array, Float32Array, Int32Array, Uint32Array, Uint8Array };

type Column = Float64Array | Float32Array | Int32Array | Uint32Array | Uint8Array;
type Columns = Readonly<Record<string, Column>>;

interface Layout {
  readonly header: unknown;
  readonly columns: readonly { name: string; type: keyof typeof TYPES; length: number }[];
}

const PREFIX_BYTES = 16;
const DIGEST_BYTES = 32;
// Column bytes are in the order of the machine that wrote them.
const MAGIC = new Uint32Array([0x31434854, 0x01020304]);

/**
 * Encodes typed arrays and a plain-data header: magic number and length of the layout (16 bytes together), SHA-256 of the rest, the
 * layout as JSON, then the columns, each at a multiple of 8 bytes.
 */
export function encodeColumns(header: unknown, columns: Columns): Uint8Array[] {
  const data = Object.values(columns).flatMap((column) => padded(bytesOf(column)));
  const layout: Layout = {
    header,
    columns: Object.entries(columns).map(([name, column]) => ({
      name,
      type: column.constructor.name as keyof typeof TYPES,
      length: column.length,
    })),
  };
  const json = padded(new TextEncoder().encode(JSON.stringify(layout)), 0x20);
  const prefix = new Uint32Array([...MAGIC, sizeOf(json), 0]);
  const parts = [bytesOf(prefix), ...json, ...data];
  return [parts[0], digest(parts), ...parts.slice(1)];
}

/** Decodes {@link encodeColumns}; null for incomplete or damaged bytes. */
export function decodeColumns(
  bytes: Uint8Array,
): { header: unknown; columns: Record<string, Column> } | null {
  if (bytes.length < PREFIX_BYTES + DIGEST_BYTES) return null;
  const [start, rest] = [
    bytes.subarray(0, PREFIX_BYTES),
    bytes.subarray(PREFIX_BYTES + DIGEST_BYTES),
  ];
  const expected = bytes.subarray(PREFIX_BYTES, PREFIX_BYTES + DIGEST_BYTES);
  const prefix = new Uint32Array(copyOf(start).buffer);
  if (prefix[0] !== MAGIC[0] || prefix[1] !== MAGIC[1]) return null;
  if (!digest([start, rest]).equals(expected)) return null;
  const json = new TextDecoder().decode(rest.subarray(0, prefix[2]));
  const layout = JSON.parse(json) as Layout;
  const data = aligned(rest.subarray(prefix[2]));
  const columns: Record<string, Column> = {};
  let at = 0;
  for (const { name, type, length } of layout.columns) {
    columns[name] = new TYPES[type](data.buffer as ArrayBuffer, data.byteOffset + at, length);
    at += roundedUp(columns[name].byteLength);
  }
  return { header: layout.header, columns };
}

function digest(parts: readonly Uint8Array[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

// `slice` of a Node Buffer would not copy.
const copyOf = (bytes: Uint8Array) => new Uint8Array(bytes);
const bytesOf = ({ buffer, byteOffset, byteLength }: Column) =>
  new Uint8Array(buffer, byteOffset, byteLength);
/** Columns have to begin at a multiple of 8. */
const aligned = (bytes: Uint8Array) => (bytes.byteOffset % 8 === 0 ? bytes : copyOf(bytes));
const roundedUp = (length: number) => 8 * Math.ceil(length / 8);
const sizeOf = (parts: readonly Uint8Array[]) => parts.reduce((sum, { length }) => sum + length, 0);

function padded(bytes: Uint8Array, by = 0): Uint8Array[] {
  const gap = roundedUp(bytes.length) - bytes.length;
  return gap > 0 ? [bytes, new Uint8Array(gap).fill(by)] : [bytes];
}
