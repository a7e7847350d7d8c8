/** Slots up to this number lie in an array, which a million of them fill in a tenth of the time that a map takes. */
const DENSE = 1 << 22;

/** Where each memo slot is read for the last time. */
export class LastGets {
  private dense = new Float64Array(256).fill(NaN);
  private readonly others = new Map<number, number>();
  private count = 0;

  /** Number of slots that are read. */
  get size(): number {
    return this.count + this.others.size;
  }

  /** Undefined or NaN: the slot is never read. */
  get(slot: number): number | undefined {
    return slot < DENSE ? this.dense[slot] : this.others.get(slot);
  }

  has(slot: number): boolean {
    return this.get(slot)! >= 0;
  }

  set(slot: number, position: number): void {
    if (slot >= DENSE) {
      this.others.set(slot, position);
      return;
    }
    if (slot >= this.dense.length) this.grow(slot + 1);
    if (Number.isNaN(this.dense[slot])) this.count++;
    this.dense[slot] = position;
  }

  private grow(length: number): void {
    const old = this.dense;
    this.dense = new Float64Array(Math.max(length, 2 * old.length)).fill(NaN, old.length);
    this.dense.set(old);
  }
}
