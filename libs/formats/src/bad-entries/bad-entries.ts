import { TurboHoiError } from '@turbo-hoi/core';

const SHOWN = 10;

/** Skipping the bad entries of a file left none. */
export function noneLeft(file: string, bad: number): TurboHoiError {
  const all = bad === 1 ? 'its only entry is bad' : `all of its ${bad} entries are bad`;
  return new TurboHoiError(
    'data',
    `${file}: ${all}, and nothing is left when they are skipped; mend the file.`,
  );
}

/** The bad entries of a file, as plain data that can be cached with its content. */
export interface FoundBadEntries {
  readonly total: number;
  /** The first bad entries, one line each. */
  readonly first: readonly string[];
  /** The fault that all of them share but for names and numbers; none: they differ. */
  readonly cause?: string;
  /** Harmless deviations that were mended, with their numbers; absent: none. */
  readonly mended?: Readonly<Record<string, number>>;
}

/**
 * Collects the faults of a file's entries, for one message with the count and the first of them.
 *
 * A reader adds every bad entry, leaves it out and calls `finish` at the end: strict readers fail there, lenient ones
 * (`--skip-bad`) continue with a warning.
 */
export class BadEntries {
  private readonly first: string[];
  private total: number;
  private cause: string | undefined;
  private readonly mended: Map<string, number>;

  /**
   * @param file name of the file for messages
   * @param found the bad entries of an earlier reading
   */
  constructor(
    private readonly file: string,
    found: FoundBadEntries = { total: 0, first: [] },
  ) {
    this.first = [...found.first];
    this.total = found.total;
    this.cause = found.cause;
    this.mended = new Map(Object.entries(found.mended ?? {}));
  }

  get found(): FoundBadEntries {
    const { total, cause } = this;
    const mended = this.mended.size > 0 && { mended: Object.fromEntries(this.mended) };
    return { total, first: [...this.first], ...(cause !== undefined && { cause }), ...mended };
  }

  get count(): number {
    return this.total;
  }

  /**
   * @param where the entry, for example `annotations[17]` or `image 42`
   * @param what for example `bbox has width -3; expected a positive number`
   */
  add(where: string, what: string): void {
    const cause = withoutDetails(what);
    if (this.total === 0) this.cause = cause;
    else if (cause !== this.cause) this.cause = undefined;
    this.total++;
    if (this.first.length < SHOWN) this.first.push(`${where}: ${what}`);
  }

  /** Takes in what another reader of a part of the file found. */
  include({ total, first, cause, mended = {} }: FoundBadEntries): void {
    if (total > 0) {
      this.cause = this.total === 0 || this.cause === cause ? cause : undefined;
      this.total += total;
      this.first.push(...first.slice(0, SHOWN - this.first.length));
    }
    for (const [what, count] of Object.entries(mended)) {
      this.mended.set(what, (this.mended.get(what) ?? 0) + count);
    }
  }

  /** Counts an entry that deviates harmlessly, and is not left out. @param what the deviation, for example `annotations without area` */
  mend(what: string): void {
    this.mended.set(what, (this.mended.get(what) ?? 0) + 1);
  }

  /** The count and the first ten, one line each, or the cause of more than ten with the first; null without bad entries. */
  summary(): string | null {
    if (this.total === 0) return null;
    const noun = this.total === 1 ? 'entry' : 'entries';
    if (this.total > SHOWN && this.cause !== undefined) {
      return `${this.file}: ${this.total} bad entries, all for the same reason; the first is\n  ${this.first[0]}`;
    }
    const more = this.total > SHOWN ? [`  … and ${this.total - SHOWN} more`] : [];
    const lines = [...this.first.map((line) => `  ${line}`), ...more];
    return `${this.file}: ${this.total} bad ${noun}:\n${lines.join('\n')}`;
  }

  /**
   * @param skip skips the bad entries
   * @param warn receives the summary if they are skipped
   * @param left number of good entries, where none means that there is nothing to go on with
   * @throws TurboHoiError `data` with the summary, unless they are skipped and some are left
   */
  finish(skip: boolean, warn?: (line: string) => void, left = Infinity): void {
    for (const [what, count] of this.mended) warn?.(`${this.file}: ${what}: ${count}.`);
    const summary = this.summary();
    if (summary === null) return;
    if (!skip) {
      throw new TurboHoiError(
        'data',
        `${summary}\nMend the file, or skip its bad entries (--skip-bad).`,
      );
    }
    warn?.(`${summary}\nThese are skipped.`);
    if (left === 0) throw noneLeft(this.file, this.total);
  }
}

/** A fault without what differs from entry to entry: quoted texts and numbers. */
function withoutDetails(what: string): string {
  return what.replace(/"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?/g, '#');
}
