/** The items of steps, prefetched. */
export interface Ahead<T> {
  /** The item of a step, counted from 1. */
  at(step: number): Promise<T>;
  /** Starts no more items and waits for pending ones, whose results are dropped. */
  close(): Promise<void>;
}

export interface AheadOptions {
  /** Maximum number of items started and not yet taken, the requested one included; bounds the memory. */
  readonly depth: number;
  /** The last step. */
  readonly last: number;
}

/**
 * Prefetches the items of the next steps while earlier ones are used, so that work on other threads runs in parallel.
 *
 * An error of `itemAt` for a step is thrown when that step is requested, not before.
 *
 * @param itemAt returns the same item for a step whenever it is called
 */
export function ahead<T>(
  itemAt: (step: number) => Promise<T>,
  { depth, last }: AheadOptions,
): Ahead<T> {
  const begun = new Map<number, Promise<T>>();
  const underWay = new Set<Promise<unknown>>();
  let closed = false;

  const begin = (step: number): Promise<T> => {
    // Deferred, so that the caller can start its own work first.
    const item = Promise.resolve().then(() => itemAt(step));
    // Keeps the rejection from being reported as unhandled before its step is requested.
    const settled: Promise<unknown> = item
      .catch(() => undefined)
      .then(() => underWay.delete(settled));
    underWay.add(settled);
    return item;
  };
  return {
    at(step) {
      const item = begun.get(step) ?? begin(step);
      for (const other of [...begun.keys()]) if (other <= step) begun.delete(other);
      for (let next = step + 1; next < step + depth && next <= last && !closed; next++) {
        if (!begun.has(next)) begun.set(next, begin(next));
      }
      return item;
    },
    async close() {
      closed = true;
      begun.clear();
      await Promise.all(underWay);
    },
  };
}
