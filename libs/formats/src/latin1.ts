const CHUNK = 4096;

/** Converts bytes to the characters of the same code. (A TextDecoder's `latin1` is Windows-1252.) */
export function latin1(bytes: Uint8Array, start: number, end: number): string {
  if (end - start <= CHUNK) {
    return String.fromCharCode.apply(null, bytes.subarray(start, end) as unknown as number[]);
  }
  const parts: string[] = [];
  for (let at = start; at < end; at += CHUNK) {
    parts.push(latin1(bytes, at, Math.min(at + CHUNK, end)));
  }
  return parts.join('');
}

/** The bytes of a string of Latin-1 characters; null if it has others. */
export function latin1Bytes(text: string): Uint8Array | null {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 255) return null;
    bytes[i] = code;
  }
  return bytes;
}
