import type { WorkBeside } from '@turbo-hoi/experiment';

/** The current speed of steps or images. */
export interface Pace {
  readonly imagesPerSecond: number;
  /** Remaining time until the last one. */
  readonly secondsLeft: number;
}

/** Part of a single unit in the moving average. */
const WEIGHT = 0.05;

/** Measures the speed with a moving average, so that one slow step does not make the estimate jump. */
export class Meter {
  private last: { readonly done: number; readonly time: number } | null = null;
  private secondsEach: number | null = null;

  /**
   * @param total units of the whole work: steps, or images
   * @param imagesEach images per unit
   * @param now a clock in milliseconds
   * @param from units that are done as the clock starts; absent: it starts at the first call, whose unit is not typical
   */
  constructor(
    private readonly total: number,
    private readonly imagesEach: number,
    private readonly now: () => number = () => performance.now(),
    from?: number,
  ) {
    if (from !== undefined) this.last = { done: from, time: now() };
  }

  /** Call whenever more units are done, one or several; null before there is a speed. */
  at(done: number, other: WorkBeside = { seconds: 0, secondsLeft: 0 }): Pace | null {
    const time = this.now();
    const { last } = this;
    if (last && done > last.done) {
      const units = done - last.done;
      const each = ((time - last.time) / 1000 - other.seconds) / units;
      const average = this.secondsEach ?? each;
      // A clock that has not moved, as for images that are there at once, measures nothing.
      if (each > 0) this.secondsEach = average + (1 - (1 - WEIGHT) ** units) * (each - average);
    }
    this.last = { done, time };
    if (this.secondsEach === null) return null;
    return {
      imagesPerSecond: this.imagesEach / this.secondsEach,
      secondsLeft: (this.total - done) * this.secondsEach + other.secondsLeft,
    };
  }
}
