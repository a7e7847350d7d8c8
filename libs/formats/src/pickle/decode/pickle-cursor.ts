import { TurboHoiError } from '@turbo-hoi/core';

const LINE_FEED = 10;

/** Reads the arguments of opcodes and never past the end of the file. */
export class PickleCursor {
  /** Position of the next byte. */
  position = 0;
  /** Start of the current opcode, for messages. */
  opcodeAt = 0;
  private readonly view: DataView;

  readonly bytes: Uint8Array;

  constructor(
    bytes: Uint8Array,
    readonly file: string,
  ) {
    // Not a Buffer of Node's, whose `slice` does not copy.
    this.bytes = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** @throws TurboHoiError `data` always */
  fail(what: string): never {
    throw new TurboHoiError('data', `${this.file}: byte ${this.opcodeAt}: ${what}`);
  }

  opcode(): number {
    this.opcodeAt = this.position;
    if (this.position >= this.bytes.length) {
      this.fail('the pickle ends without its STOP opcode; is the file truncated?');
    }
    return this.bytes[this.position++];
  }

  uint8(): number {
    return this.bytes[this.advance(1)];
  }

  uint16(): number {
    return this.view.getUint16(this.advance(2), true);
  }

  uint32(): number {
    return this.view.getUint32(this.advance(4), true);
  }

  int32(): number {
    return this.view.getInt32(this.advance(4), true);
  }

  /** Exact up to 2^53; what lies above is a length that no file has. */
  uint64(): number {
    const at = this.advance(8);
    return this.view.getUint32(at, true) + this.view.getUint32(at + 4, true) * 2 ** 32;
  }

  float64(): number {
    return this.view.getFloat64(this.advance(8), false);
  }

  /** Skips `count` bytes. Returns the position of the first one. */
  advance(count: number): number {
    const start = this.position;
    if (count > this.bytes.length - start) {
      this.fail(
        `needs ${count} bytes after byte ${start}, but ${this.bytes.length - start} are left; is the file truncated?`,
      );
    }
    this.position = start + count;
    return start;
  }

  /** Moves behind the next line feed. Returns where the line begins; it ends at `position - 1`. */
  advanceLine(): number {
    const start = this.position;
    const end = this.bytes.indexOf(LINE_FEED, start);
    if (end < 0) this.fail('the line of its argument has no end; is the file truncated?');
    this.position = end + 1;
    return start;
  }
}
