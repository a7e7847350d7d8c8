import type { StepRecord } from '@turbo-hoi/training';

// A smaller share or a shorter time is not worth a warning.
const WORTH_SAYING = 0.03;
const LEAST_SECONDS = 5;
// Too few steps to estimate the share.
const STEPS = 20;

/** Sums the time that steps waited for their batches, except the first, for which nothing is prepared yet. */
export class WaitingShare {
  private steps = 0;
  private seconds = 0;
  private waiting = 0;

  /** @param besides seconds of other work that the step waited for, such as proposals */
  add({ seconds, waiting }: Pick<StepRecord, 'seconds' | 'waiting'>, besides = 0): void {
    if (this.steps++ === 0) return;
    this.seconds += Math.max(0, seconds - besides);
    this.waiting += Math.max(0, waiting - besides);
  }

  /** Waiting share, 0..1; 0 before the second step. */
  get share(): number {
    return this.seconds && this.waiting / this.seconds;
  }

  /** A warning for the user; null: the share is small. */
  warning(): string | null {
    if (this.steps < STEPS || this.share < WORTH_SAYING || this.waiting < LEAST_SECONDS)
      return null;
    const percent = Math.round(100 * this.share);
    return (
      `Steps waited for their images ${percent} % of the time. ` +
      `Smaller or fewer images a step (input, sampling.images) or a faster disk may help.`
    );
  }
}
