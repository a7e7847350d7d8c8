/** How matched people who do an action are scored for others. */
export interface ActionConfusionResult {
  /** By action: matched people who do it. */
  readonly people: readonly number[];
  /** [true action][scored action]: mean score in 0..1 of people who do the first and not the second, on the diagonal of people who do it; null: there are none. */
  readonly scores: readonly (readonly (number | null)[])[];
}

/** Accumulates which actions people are scored for, beside those that they do: several actions at once are no confusion. */
export class ActionConfusion {
  private readonly people: Uint32Array;
  private readonly counts: Uint32Array;
  private readonly sums: Float64Array;

  constructor(private readonly actions: number) {
    this.people = new Uint32Array(actions);
    this.counts = new Uint32Array(actions * actions);
    this.sums = new Float64Array(actions * actions);
  }

  /** Adds a matched person. @param scores s_a in 0..1, [actions] @param does [actions] */
  add(scores: ArrayLike<number>, does: readonly boolean[]): void {
    does.forEach((isTrue, action) => {
      if (!isTrue) return;
      this.people[action]++;
      for (let scored = 0; scored < this.actions; scored++) {
        if (does[scored] && scored !== action) continue;
        this.counts[action * this.actions + scored]++;
        this.sums[action * this.actions + scored] += scores[scored];
      }
    });
  }

  result(): ActionConfusionResult {
    const { actions, counts, sums } = this;
    const range = Array.from({ length: actions }, (_, i) => i);
    return {
      people: [...this.people],
      scores: range.map((action) =>
        range.map((scored) => {
          const at = action * actions + scored;
          return counts[at] === 0 ? null : sums[at] / counts[at];
        }),
      ),
    };
  }
}
