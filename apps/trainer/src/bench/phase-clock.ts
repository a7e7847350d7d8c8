/** Milliseconds of one phase of a step. */
export interface PhaseTime {
  readonly median: number;
  readonly min: number;
}

/** Times the phases of a step; kernels must run synchronously, as on tensorflow, wasm and cpu. */
export class PhaseClock {
  private current = new Map<string, number>();
  private readonly steps = new Map<string, number[]>();

  constructor(private readonly now: () => number = () => performance.now()) {}

  /** Runs and times a phase; runs of the same name within a step are summed. */
  time<T>(phase: string, run: () => T): T {
    const start = this.now();
    try {
      return run();
    } finally {
      this.add(phase, this.now() - start);
    }
  }

  add(phase: string, milliseconds: number): void {
    this.current.set(phase, (this.current.get(phase) ?? 0) + milliseconds);
  }

  /** Ends a step; `keep: false` discards its times, for warm-up steps. */
  endStep({ keep }: { readonly keep: boolean }): void {
    for (const [phase, milliseconds] of keep ? this.current : []) {
      this.steps.set(phase, [...(this.steps.get(phase) ?? []), milliseconds]);
    }
    this.current = new Map();
  }

  /** Times by phase, ordered by when each first ended. */
  summary(): Record<string, PhaseTime> {
    return Object.fromEntries(
      [...this.steps].map(([phase, times]) => {
        const sorted = [...times].sort((a, b) => a - b);
        return [phase, { median: sorted[sorted.length >> 1], min: sorted[0] }];
      }),
    );
  }
}
