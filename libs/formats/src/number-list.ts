/** A growing list of numbers in one typed array. */
export class NumberList {
  private data = new Float64Array(1024);
  private used = 0;

  get length(): number {
    return this.used;
  }

  push(value: number): void {
    if (this.used === this.data.length) {
      const larger = new Float64Array(2 * this.used);
      larger.set(this.data);
      this.data = larger;
    }
    this.data[this.used++] = value;
  }

  /** The numbers so far; valid until the next push. */
  values(): Float64Array {
    return this.data.subarray(0, this.used);
  }
}
