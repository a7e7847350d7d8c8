/** Milliseconds of one phase of a step. */
export interface PhaseTime {
  readonly median: number;
  readonly min: number;
}

/** Times the phases of a step; kernels must run synchronously, as on tensorflow, wasm and cpu. */
export class PhaseClock {
  private current = new Map<string, number>();
  private readonly steps = new Map<string, number[]>();

  /**
   * @param now the time in milliseconds
   * @param onSpan is told of each phase with its start and end, also of those of warm-up steps
   */
  constructor(
    private readonly now: () => number = () => performance.now(),
    private readonly onSpan: (phase: string, start: number, end: number) => void = () => {},
  ) {}

  /** Runs and times a phase; runs of the same name within a step are summed. */
  time<T>(phase: string, run: () => T): T {
    const start = this.now();
    try {
      return run();
    } finally {
      this.lap(phase, start);
    }
  }

  /** Ends a phase that began at `start`; returns its end. */
  lap(phase: string, start: number): number {
    const end = this.now();
    this.current.set(phase, (this.current.get(phase) ?? 0) + end - start);
    this.onSpan(phase, start, end);
    return end;
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
