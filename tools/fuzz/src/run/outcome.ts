import { TurboHoiError } from '@turbo-hoi/core';

/** The outcome of an input; the first two are correct behaviour. */
export const OUTCOMES = ['accepted', 'refused', 'error', 'memory', 'hang', 'death'] as const;

export type Outcome = (typeof OUTCOMES)[number];

/** Codes of outcomes in the progress file of a child process, one byte per input. */
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

/** Classifies a thrown value: a TurboHoiError is a refusal, everything else a bug of the reader. */
export function classifyError(error: unknown): Outcome {
  return error instanceof TurboHoiError ? 'refused' : 'error';
}
