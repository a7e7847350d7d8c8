import { type ErrorKind, TurboHoiError } from '../errors/turbo-hoi-error';

/** Levels of objects and lists that a value may have: no config has a tenth of it, and walking it takes little stack. */
export const MAX_DEPTH = 100;

/**
 * Refuses a value that is nested deeper than {@link MAX_DEPTH}, or contains itself, before something walks it recursively.
 *
 * @param what its name for the message
 * @throws TurboHoiError of the given kind
 */
export function checkDepth(value: unknown, what: string, kind: ErrorKind): void {
  const depths = new Map<object, number>();
  const waiting: [value: unknown, depth: number][] = [[value, 1]];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [item, depth] = next;
    if (typeof item !== 'object' || item === null || ArrayBuffer.isView(item)) continue;
    if (depth > MAX_DEPTH) {
      throw new TurboHoiError(
        kind,
        `${what}: lists and objects in each other, more than ${MAX_DEPTH} deep; is it damaged? Write it flatter.`,
      );
    }
    if ((depths.get(item) ?? 0) >= depth) continue;
    depths.set(item, depth);
    for (const inner of Object.values(item)) waiting.push([inner, depth + 1]);
  }
}
