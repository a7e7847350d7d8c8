import { readFileSync } from 'node:fs';
import { checkDepth, TurboHoiError } from '@turbo-hoi/core';
import { refusePipe } from '@turbo-hoi/formats/node';

/**
 * The content of a run's `config.json`, not validated yet.
 *
 * @throws TurboHoiError `config` if it cannot be read
 */
export function readConfigJson(path: string): unknown {
  let json: unknown;
  refusePipe(path);
  try {
    json = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    const reason = (error as Error).message;
    throw new TurboHoiError('config', `${path}: cannot be read: ${reason}`, { cause: error });
  }
  checkDepth(json, path, 'config');
  return json;
}
