import { TurboHoiError } from '@turbo-hoi/core';
import { ALONE, type Shard } from '../steps/gradient-reducer';

/** The micro-steps of a step that belong to one worker. */
export interface MicroSteps {
  /** Index of the first, counted from 0 over all workers. */
  readonly first: number;
  /** Number of micro-steps of the worker. */
  readonly count: number;
  /** Number of micro-steps of all workers together. */
  readonly total: number;
}

/**
 * Divides the micro-steps of a step equally among workers.
 *
 * @throws TurboHoiError `config` if they do not divide equally
 */
export function microStepsOf(total: number, { rank, of }: Shard = ALONE): MicroSteps {
  if (!Number.isInteger(of) || of < 1 || !Number.isInteger(rank) || rank < 0 || rank >= of) {
    throw new TurboHoiError('config', `worker ${rank} of ${of}: expected a rank from 0 to of - 1.`);
  }
  if (total % of !== 0) {
    throw new TurboHoiError(
      'config',
      `sampling.accumulate is ${total}, but there are ${of} workers: expected a multiple of ${of}, ` +
        'so that each has the same number of micro-steps.',
    );
  }
  const count = total / of;
  return { first: rank * count, count, total };
}
