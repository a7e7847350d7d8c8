/** Milliseconds of one part of a step. */
export interface PhaseTime {
  readonly median: number;
  readonly min: number;
}

/** Adds up what each part of a step takes; kernels must run when they are called, as on tensorflow, wasm and cpu. */
export class PhaseClock {
  private current = new Map<string, number>();
  private readonly steps = new Map<string, number[]>();

  constructor(private readonly now: () => number = () => performance.now()) {}

  /** Runs a part; several runs of one name in a step add up. */
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

  /** Ends a step; `keep: false` forgets it, for the first ones, which warm up. */
  endStep({ keep }: { readonly keep: boolean }): void {
    for (const [phase, milliseconds] of keep ? this.current : []) {
      this.steps.set(phase, [...(this.steps.get(phase) ?? []), milliseconds]);
    }
    this.current = new Map();
  }

  /** By phase, in the order of their first end. */
  summary(): Record<string, PhaseTime> {
    return Object.fromEntries(
      [...this.steps].map(([phase, times]) => {
        const sorted = [...times].sort((a, b) => a - b);
        return [phase, { median: sorted[sorted.length >> 1], min: sorted[0] }];
      }),
    );
  }
}
