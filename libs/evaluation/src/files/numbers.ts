import type { NumericArray } from '@turbo-hoi/formats';

/**
 * The numbers in a value of a JSON or pickle file: a number, a flat list of them, or an array of any shape; null and
 * a NaN are NaN. Null for anything else.
 */
export function numbersOf(value: unknown): ArrayLike<number> | null {
  if (typeof value === 'number') return [value];
  if (value === null) return [NaN];
  if (typeof value === 'bigint') return [Number(value)];
  if (Array.isArray(value)) return fromList(value);
  if (!isNumericArray(value)) return null;
  const { data } = value;
  return data instanceof BigInt64Array || data instanceof BigUint64Array
    ? Float64Array.from(data as BigInt64Array, Number)
    : data;
}

/** Formats a value for messages. */
export function shown(value: unknown): string {
  const plain = isNumericArray(value) ? Array.from(value.data as Float64Array) : value;
  if (typeof plain === 'number' || typeof plain === 'bigint') return String(plain);
  if (plain instanceof Map) return 'a dict';
  if (plain instanceof Uint8Array) return 'bytes';
  const text = Array.isArray(plain)
    ? `[${plain.slice(0, 20).map(shown).join(', ')}]`
    : (JSON.stringify(plain) ?? 'nothing');
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

function fromList(list: readonly unknown[]): ArrayLike<number> | null {
  if (list.every((item) => typeof item === 'number')) return list as readonly number[];
  const parts = list.map(numbersOf);
  if (!parts.every((part) => part?.length === 1)) {
    // NumPy broadcasts [[1, 2, 3]] like [1, 2, 3].
    return list.length === 1 ? parts[0] : null;
  }
  return parts.map((part) => (part as ArrayLike<number>)[0]);
}

function isNumericArray(value: unknown): value is NumericArray {
  return typeof value === 'object' && value !== null && 'shape' in value && 'data' in value;
}
