const ALWAYS_ALLOWED = 64 << 20;
/** Plain data of CPython takes up to 15 times the bytes of its pickle; empty dicts alone take 200 times as many. */
const MOST_PER_BYTE = 24;

/** Estimated bytes of V8 for the values that a byte or two of a pickle may ask for. */
export const COSTS = { list: 64, dict: 220, dictEntry: 48, item: 8, array: 160 } as const;

/** What the values of a pickle may take in memory: proportional to the pickle, and charged before anything is allocated. */
export class MemoryBudget {
  private spent = 0;
  private readonly most: number;

  /** @param bytes length of the pickle */
  constructor(
    bytes: number,
    private readonly fail: (what: string) => never,
  ) {
    this.most = ALWAYS_ALLOWED + MOST_PER_BYTE * bytes;
  }

  /** @throws TurboHoiError `data` if the pickle's values together take more than its share */
  readonly spend = (bytes: number): void => {
    this.spent += bytes;
    if (this.spent <= this.most) return;
    this.fail(
      `its values take more than ${Math.round(this.most / 2 ** 20)} MiB in memory, far more than a pickle of this size holds; ` +
        'it copies shared values or is made of empty ones. Is it meant to fill the memory?',
    );
  };
}
