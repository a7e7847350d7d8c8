/** One encoded protobuf field. */
export type Field = readonly number[];

/** Joins fields into a message. */
export function message(...fields: readonly Field[]): Uint8Array {
  return Uint8Array.from(fields.flat());
}

/** int64 or enum; negative numbers do not occur here. */
export function varintField(number: number, value: number): Field {
  return [...varint(number << 3), ...varint(value)];
}

export function doubleField(number: number, value: number): Field {
  return [...varint((number << 3) | 1), ...new Uint8Array(Float64Array.of(value).buffer)];
}

export function floatField(number: number, value: number): Field {
  return [...varint((number << 3) | 5), ...new Uint8Array(Float32Array.of(value).buffer)];
}

/** A string or a message within a message. */
export function bytesField(number: number, value: string | Uint8Array): Field {
  const bytes = typeof value === 'string' ? new TextEncoder().encode(value) : value;
  return [...varint((number << 3) | 2), ...varint(bytes.length), ...bytes];
}

function varint(value: number): number[] {
  const bytes: number[] = [];
  for (; value >= 0x80; value = Math.floor(value / 0x80)) bytes.push((value % 0x80) | 0x80);
  return [...bytes, value];
}
