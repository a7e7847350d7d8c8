/** Places that a line names. */
const SHOWN = 3;

/** Counts what an import leaves out, by reason. */
export class LeftOut {
  private readonly places = new Map<string, string[]>();

  /** @param what a reason, the same for all that one line counts */
  add(what: string, where: string): void {
    const known = this.places.get(what);
    if (known) known.push(where);
    else this.places.set(what, [where]);
  }

  /** One line a reason, the most frequent first. */
  lines(): string[] {
    return [...this.places]
      .sort(([, a], [, b]) => b.length - a.length)
      .map(([what, places]) => {
        const more = places.length > SHOWN ? ', …' : '';
        return `${places.length} × ${what} (${places.slice(0, SHOWN).join(', ')}${more})`;
      });
  }
}
