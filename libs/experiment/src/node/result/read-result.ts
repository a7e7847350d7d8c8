import { readFileSync } from 'node:fs';
import { TurboHoiError, unreadable } from '@turbo-hoi/core';
import type { RunResult } from './result';

/**
 * Reads a `result.json`; those of older versions call the prior `chance` and list no columns.
 *
 * @throws TurboHoiError `io` if it cannot be read, `data` if it is not a result
 */
export function readResult(path: string): RunResult {
  const { chance, ...result } = parse(path) as Partial<RunResult> & {
    readonly chance?: RunResult['prior'];
  };
  const prior = result.prior ?? chance;
  if (!prior || !Array.isArray(result.stages)) {
    throw new TurboHoiError(
      'data',
      `${path}: is no result of a run; expected fields stages and prior.`,
    );
  }
  return { ...result, prior, columns: result.columns ?? [] } as RunResult;
}

function parse(path: string): object {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw unreadable(path, error);
  }
  try {
    const json: unknown = JSON.parse(text);
    if (typeof json === 'object' && json !== null) return json;
  } catch (error) {
    throw new TurboHoiError('data', `${path}: is not JSON.`, { cause: error });
  }
  throw new TurboHoiError('data', `${path}: is no result of a run.`);
}
