import { TurboHoiError } from '@turbo-hoi/core';

interface UnusableOptions {
  /** The next step, a sentence without its period. */
  readonly next?: string;
  readonly cause?: unknown;
}

/** @param checkpoint its name or path */
export function unusable(
  checkpoint: string,
  what: string,
  { next = 'Use another checkpoint of the run, or start a new run', cause }: UnusableOptions = {},
): TurboHoiError {
  return new TurboHoiError(
    'checkpoint',
    `Cannot use the checkpoint ${checkpoint}: ${what}. ${next}.`,
    { cause },
  );
}
