/** Steps in a row with more tensors than the one before, after which they are taken for a leak. */
const STEPS = 8;

/** Notices that every training step leaves tensors behind, which only a plugin from outside can. */
export class LeakWatch {
  private last = Infinity;
  private first = 0;
  private growing = 0;
  private isSaid = false;

  /** @param outside the plugins from outside */
  constructor(private readonly outside: readonly string[]) {}

  /** Takes the number of tensors after a step. @returns a warning, once */
  step(tensors: number): string | null {
    if (this.growing === 0) this.first = this.last;
    this.growing = tensors > this.last ? this.growing + 1 : 0;
    this.last = tensors;
    if (this.isSaid || this.growing < STEPS || this.outside.length === 0) return null;
    this.isSaid = true;
    const each = (tensors - this.first) / STEPS;
    return (
      `Every step leaves ${each.toFixed(0)} tensors behind, so that memory will run out. ` +
      `Plugins from outside: ${this.outside.join('; ')}. ` +
      'Look there for tf.keep, for variables created in a forward pass, and for tensors made after an await.'
    );
  }
}
