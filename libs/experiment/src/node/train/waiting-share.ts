import type { StepRecord } from '@turbo-hoi/training';

// Below this nobody has to do anything about it.
const WORTH_SAYING = 0.03;
// So few steps say nothing about a run.
const STEPS = 20;

/** Adds up how long steps waited for their batches, the first one aside, for which nothing is prepared yet. */
export class WaitingShare {
  private steps = 0;
  private seconds = 0;
  private waiting = 0;

  add({ seconds, waiting }: Pick<StepRecord, 'seconds' | 'waiting'>): void {
    if (this.steps++ === 0) return;
    this.seconds += seconds;
    this.waiting += waiting;
  }

  /** In 0..1; 0 before the second step. */
  get share(): number {
    return this.seconds && this.waiting / this.seconds;
  }

  /** What to tell the user; null: data came in time. */
  warning(): string | null {
    if (this.steps < STEPS || this.share < WORTH_SAYING) return null;
    const percent = Math.round(100 * this.share);
    return (
      `Steps waited for their images ${percent} % of the time. ` +
      `Smaller or fewer images a step (input, sampling.images) or a faster disk help.`
    );
  }
}
