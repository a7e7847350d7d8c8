import { createHash } from 'node:crypto';

const TYPES = { Float64Array, Float32Array, Int32Array, Uint32Array, Uint8Array };

type Column = Float64Array | Float32Array | Int32Array | Uint32Array | Uint8Array;
type Columns = Readonly<Record<string, Column>>;

interface Layout {
  readonly header: unknown;
  readonly columns: readonly { name: string; type: keyof typeof TYPES; length: number }[];
  /** Of the columns' bytes. */
  readonly sha256: string;
}

const PREFIX_BYTES = 16;
// Column bytes are in the order of the machine that wrote them.
const MAGIC = new Uint32Array([0x31434854, 0x01020304]);

/**
 * A file of typed arrays and a header of plain data: magic number, length of the layout (16 bytes together), the layout as JSON, then
 * the columns, each at a multiple of 8 bytes.
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
    sha256: digest(data),
  };
  const json = padded(new TextEncoder().encode(JSON.stringify(layout)), 0x20);
  const prefix = new Uint32Array([...MAGIC, sizeOf(json), 0]);
  return [bytesOf(prefix), ...json, ...data];
}

/** What was encoded, or null where the bytes are not the whole of it. */
export function decodeColumns(
  bytes: Uint8Array,
): { header: unknown; columns: Record<string, Column> } | null {
  if (bytes.length < PREFIX_BYTES) return null;
  const prefix = new Uint32Array(bytes.slice(0, PREFIX_BYTES).buffer);
  if (prefix[0] !== MAGIC[0] || prefix[1] !== MAGIC[1]) return null;
  const start = PREFIX_BYTES + prefix[2];
  const layout = parseLayout(bytes.subarray(PREFIX_BYTES, start));
  // A copy of their own, which begins at a multiple of 8.
  const data = bytes.slice(start);
  if (!layout || digest([data]) !== layout.sha256) return null;
  const columns: Record<string, Column> = {};
  let at = 0;
  for (const { name, type, length } of layout.columns) {
    columns[name] = new TYPES[type](data.buffer, at, length);
    at += roundedUp(columns[name].byteLength);
  }
  return { header: layout.header, columns };
}

function parseLayout(bytes: Uint8Array): Layout | null {
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as Layout;
  } catch {
    return null;
  }
}

function digest(parts: readonly Uint8Array[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}

const bytesOf = ({ buffer, byteOffset, byteLength }: Column) =>
  new Uint8Array(buffer, byteOffset, byteLength);
const roundedUp = (length: number) => 8 * Math.ceil(length / 8);
const sizeOf = (parts: readonly Uint8Array[]) => parts.reduce((sum, { length }) => sum + length, 0);

function padded(bytes: Uint8Array, by = 0): Uint8Array[] {
  const gap = roundedUp(bytes.length) - bytes.length;
  return gap > 0 ? [bytes, new Uint8Array(gap).fill(by)] : [bytes];
}
