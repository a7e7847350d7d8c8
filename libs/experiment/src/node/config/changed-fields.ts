import { isDeepStrictEqual } from 'node:util';
import { type PathStep, fieldPath } from '../../config/setting';

/** The paths at which two configs differ, as `stages[1].lambdaPose`; for another plugin only its `kind`. */
export function changedFields(
  before: unknown,
  after: unknown,
  path: readonly PathStep[] = [],
): string[] {
  if (isDeepStrictEqual(before, after)) return [];
  if (!isNode(before) || !isNode(after) || Array.isArray(before) !== Array.isArray(after)) {
    return [fieldPath(path)];
  }
  if (before.kind !== after.kind) return [fieldPath([...path, 'kind'])];
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  const step = (key: string) => (Array.isArray(before) ? Number(key) : key);
  return [...keys].flatMap((key) => changedFields(before[key], after[key], [...path, step(key)]));
}

function isNode(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
