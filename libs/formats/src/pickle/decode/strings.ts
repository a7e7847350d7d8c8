import { latin1 } from '../../latin1';

const CACHED_LENGTH = 32;
const SHORT_LENGTH = 512;
const CACHE_SIZE = 4096;

/**
 * Decodes UTF-8, and returns the same string for repeated short ones: the keys of a hundred thousand
 * dicts are written out in each.
 */
export class StringReader {
  private readonly decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  private readonly strings: string[] = new Array<string>(CACHE_SIZE).fill('');
  private readonly codes = new Uint8Array(SHORT_LENGTH);
  private readonly starts = new Float64Array(CACHE_SIZE).fill(-1);

  constructor(private readonly bytes: Uint8Array) {}

  /** Null for bytes that are not UTF-8. */
  utf8(start: number, end: number): string | null {
    if (end - start > CACHED_LENGTH) return this.decode(start, end);
    const slot = this.slot(start, end);
    if (this.holds(slot, start, end)) return this.strings[slot];
    const text = this.decode(start, end);
    // Only ASCII, so that a kept string's length is that of its bytes.
    if (text?.length === end - start) {
      this.strings[slot] = text;
      this.starts[slot] = start;
    }
    return text;
  }

  private slot(start: number, end: number): number {
    let hash = end - start;
    for (let i = start; i < end; i++) hash = (Math.imul(hash, 31) + this.bytes[i]) | 0;
    return (hash ^ (hash >>> 12)) & (CACHE_SIZE - 1);
  }

  private holds(slot: number, start: number, end: number): boolean {
    const known = this.starts[slot];
    if (known < 0 || this.strings[slot].length !== end - start) return false;
    for (let i = 0; i < end - start; i++) {
      if (this.bytes[known + i] !== this.bytes[start + i]) return false;
    }
    return true;
  }

  /** The bytes that a text of Latin-1 characters stands for; null where it has others. */
  latin1Bytes(start: number, end: number): Uint8Array | null {
    const { bytes } = this;
    const codes = end - start <= SHORT_LENGTH ? this.codes : new Uint8Array(end - start);
    let length = 0;
    for (let at = start; at < end; at++) {
      const byte = bytes[at];
      if (byte < 0x80) {
        codes[length++] = byte;
      } else {
        if ((byte !== 0xc2 && byte !== 0xc3) || ++at === end || bytes[at] >> 6 !== 2) return null;
        codes[length++] = ((byte & 3) << 6) | (bytes[at] & 63);
      }
    }
    return codes.slice(0, length);
  }

  private decode(start: number, end: number): string | null {
    for (let at = start; at < end; at++) {
      if (this.bytes[at] > 127) return this.decodeWide(start, end);
    }
    return latin1(this.bytes, start, end);
  }

  private decodeWide(start: number, end: number): string | null {
    try {
      return this.decoder.decode(this.bytes.subarray(start, end));
    } catch {
      return null;
    }
  }
}
