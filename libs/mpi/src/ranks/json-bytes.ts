/** A JSON value as bytes, for other ranks. */
export function toJson(value: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value));
}

export function fromJson<T>(bytes: Uint8Array): T | null {
  return JSON.parse(new TextDecoder().decode(bytes)) as T | null;
}
