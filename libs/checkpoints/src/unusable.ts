import { TurboHoiError } from '@turbo-hoi/core';

interface UnusableOptions {
  /** What to do, a sentence without its period. */
  readonly next?: string;
  readonly cause?: unknown;
}

/** @param checkpoint names it, such as its path */
export function unusable(
  checkpoint: string,
  what: string,
  { next = 'Take another checkpoint of the run, or start a new run', cause }: UnusableOptions = {},
): TurboHoiError {
  return new TurboHoiError(
    'checkpoint',
    `Cannot use the checkpoint ${checkpoint}: ${what}. ${next}.`,
    { cause },
  );
}
