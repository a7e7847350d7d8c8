/** Memory of a known size that is filled from its start; little-endian. */
export class MatSink {
  readonly bytes: Uint8Array;
  private readonly view: DataView;
  private at = 0;

  constructor(size: number) {
    this.bytes = new Uint8Array(size);
    this.view = new DataView(this.bytes.buffer);
  }

  /** What was written so far. */
  get filled(): Uint8Array {
    return this.bytes.subarray(0, this.at);
  }

  /** How many bytes are left. */
  get left(): number {
    return this.bytes.length - this.at;
  }

  tag(type: number, size: number): void {
    this.uint32(type);
    this.uint32(size);
  }

  uint16(value: number): void {
    this.view.setUint16(this.at, value, true);
    this.at += 2;
  }

  uint32(value: number): void {
    this.view.setUint32(this.at, value, true);
    this.at += 4;
  }

  raw(bytes: Uint8Array): void {
    this.bytes.set(bytes, this.at);
    this.at += bytes.length;
  }

  /** ASCII, filled up with zeros to `width` bytes. */
  ascii(text: string, width = text.length): void {
    for (let i = 0; i < text.length; i++) this.bytes[this.at + i] = text.charCodeAt(i);
    this.at += width;
  }

  pad(): void {
    this.at = padded(this.at);
  }
}

/** The next multiple of 8. */
export function padded(size: number): number {
  return Math.ceil(size / 8) * 8;
}
