const decoder = new TextDecoder();

/** Collects the bytes of one entry over several chunks. */
export class EntryBytes {
  private parts: Uint8Array[] = [];
  private kept = 0;
  /** Offset of the entry's next byte to be copied; -1: no entry is open. */
  private from = -1;
  private chunk: Uint8Array = new Uint8Array();
  private chunkStart = 0;

  get open(): boolean {
    return this.from >= 0;
  }

  /** Sets the current chunk; the previous one may be overwritten. */
  nextChunk(chunk: Uint8Array): void {
    this.chunkStart += this.chunk.length;
    this.chunk = chunk;
  }

  begin(offset: number): void {
    this.from = offset;
    this.parts = [];
    this.kept = 0;
  }

  /** Copies the chunk's part of an open entry. Returns the number of collected bytes. */
  keepRest(): number {
    if (!this.open) return 0;
    const part = this.chunk.slice(this.from - this.chunkStart);
    this.parts.push(part);
    this.kept += part.length;
    this.from += part.length;
    return this.kept;
  }

  /** @param offset of the byte after the entry */
  end(offset: number): string {
    const last = this.chunk.subarray(this.from - this.chunkStart, offset - this.chunkStart);
    this.from = -1;
    if (this.kept === 0) return decoder.decode(last);
    const whole = new Uint8Array(this.kept + last.length);
    let at = 0;
    for (const part of [...this.parts, last]) {
      whole.set(part, at);
      at += part.length;
    }
    this.parts = [];
    return decoder.decode(whole);
  }
}
