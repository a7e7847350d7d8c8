/** Numbers whose count is not known beforehand. */
export class NumberColumn {
  private data = new Float64Array(1024);
  length = 0;

  push(value: number): void {
    if (this.length === this.data.length) {
      const grown = new Float64Array(2 * this.length);
      grown.set(this.data);
      this.data = grown;
    }
    this.data[this.length++] = value;
  }

  /** What was pushed; valid until the next push. */
  values(): Float64Array {
    return this.data.subarray(0, this.length);
  }
}
