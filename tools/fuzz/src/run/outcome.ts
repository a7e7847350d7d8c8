import { TurboHoiError } from '@turbo-hoi/core';

/** What became of an input; the first two are as they should be. */
export const OUTCOMES = ['accepted', 'refused', 'error', 'memory', 'hang', 'death'] as const;

export type Outcome = (typeof OUTCOMES)[number];

/** How an outcome is noted in the file that a child process writes, a byte an input. */
export const OUTCOME_CODES: Readonly<Record<Outcome, string>> = {
  accepted: 'a',
  refused: 'r',
  error: 'e',
  memory: 'm',
  hang: 'h',
  death: 'd',
};

export function isFailure(outcome: Outcome): boolean {
  return outcome !== 'accepted' && outcome !== 'refused';
}

/** A refusal is a TurboHoiError; everything else that is thrown is a mistake of the reader's. */
export function judge(error: unknown): Outcome {
  return error instanceof TurboHoiError ? 'refused' : 'error';
}
