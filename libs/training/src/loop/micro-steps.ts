import { TurboHoiError } from '@turbo-hoi/core';
import { ALONE, type Shard } from '../steps/gradient-reducer';

/** The micro-steps of a step that one worker does. */
export interface MicroSteps {
  /** The first of them, counted from 0 over all workers. */
  readonly first: number;
  /** How many the worker does. */
  readonly count: number;
  /** How many all workers do together. */
  readonly total: number;
}

/**
 * Deals the micro-steps of a step out to workers, the same number to each.
 *
 * @throws TurboHoiError `config` where they do not divide
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
