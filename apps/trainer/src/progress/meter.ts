/** The current speed of steps. */
export interface Pace {
  readonly imagesPerSecond: number;
  /** Remaining time until the last step. */
  readonly secondsLeft: number;
}

/** Measures the speed with a moving average, so that one slow step does not make the estimate jump. */
export class Meter {
  private last: number | undefined;
  private secondsPerStep: number | undefined;

  /** @param now a clock in milliseconds */
  constructor(
    private readonly total: number,
    private readonly imagesPerStep: number,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Call after each step; null after the first. */
  step(step: number): Pace | null {
    const now = this.now();
    if (this.last !== undefined) {
      const seconds = (now - this.last) / 1000;
      const average = this.secondsPerStep ?? seconds;
      this.secondsPerStep = average + 0.05 * (seconds - average);
    }
    this.last = now;
    if (!this.secondsPerStep) return null;
    return {
      imagesPerSecond: this.imagesPerStep / this.secondsPerStep,
      secondsLeft: (this.total - step) * this.secondsPerStep,
    };
  }
}
