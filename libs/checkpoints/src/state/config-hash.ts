import { checkDepth } from '@turbo-hoi/core';
import { sha256 } from '../sha256';

/**
 * SHA-256 of a JSON value; the order of an object's keys does not matter.
 *
 * @throws TurboHoiError `config` for one that is nested too deep
 */
export function configHash(config: unknown): string {
  checkDepth(config, 'config', 'config');
  return sha256(new TextEncoder().encode(JSON.stringify(config, sortedKeys) ?? 'undefined'));
}

function sortedKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
