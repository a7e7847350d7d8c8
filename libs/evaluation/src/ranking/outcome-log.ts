/**
 * The outcome of every detection of one class: its score and a set of flags.
 *
 * Grows by doubling typed arrays, 12 to 24 bytes per detection.
 */
export class OutcomeLog {
  private scoreStore = new Float64Array(64);
  private flagStore = new Uint32Array(64);
  private size = 0;

  push(score: number, flags: number): void {
    if (this.size === this.scoreStore.length) this.grow();
    this.scoreStore[this.size] = score;
    this.flagStore[this.size++] = flags;
  }

  /** In the order of arrival; a view that is valid until the next push. */
  get scores(): Float64Array {
    return this.scoreStore.subarray(0, this.size);
  }

  /** In the order of arrival; a view that is valid until the next push. */
  get flags(): Uint32Array {
    return this.flagStore.subarray(0, this.size);
  }

  private grow(): void {
    const [scores, flags] = [this.scoreStore, this.flagStore];
    this.scoreStore = new Float64Array(2 * scores.length);
    this.flagStore = new Uint32Array(2 * flags.length);
    this.scoreStore.set(scores);
    this.flagStore.set(flags);
  }
}
