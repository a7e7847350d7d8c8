/** The items of steps, some of them begun before they are asked for. */
export interface Ahead<T> {
  /** The item of a step, counted from 1. */
  at(step: number): Promise<T>;
  /** Begins nothing more and waits for what is under way, whose results are dropped. */
  close(): Promise<void>;
}

export interface AheadOptions {
  /** How many items are begun and not yet taken, the one asked for included: what bounds the memory. */
  readonly depth: number;
  /** The last step. */
  readonly last: number;
}

/**
 * Asks for the items of the next steps while earlier ones are used, so that work on other threads keeps ahead.
 *
 * What `itemAt` throws for a step is thrown when that step is asked for, and not before.
 *
 * @param itemAt gives the same item for a step, whenever it is asked
 */
export function ahead<T>(
  itemAt: (step: number) => Promise<T>,
  { depth, last }: AheadOptions,
): Ahead<T> {
  const begun = new Map<number, Promise<T>>();
  const underWay = new Set<Promise<unknown>>();
  let closed = false;

  const begin = (step: number): Promise<T> => {
    // Later, so that whoever asks can start its own work first.
    const item = Promise.resolve().then(() => itemAt(step));
    // A failure belongs to its step; until then it is not unhandled.
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
