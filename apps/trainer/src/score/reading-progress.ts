import type { Output } from '../progress/progress';

/** Shows how far a file is read. */
export interface ReadingProgress {
  update(file: string, done: number, total: number): void;
  /** Writes a line without disturbing the display. */
  note(line: string): void;
  stop(): void;
}

// Standard output is the scores'.
const REDRAW_MS = 200;
const CLEAR = '\r\x1b[K';

/** A line in a terminal that is drawn anew; nothing but notes elsewhere. */
export function readingProgress(
  output: Output = process.stderr,
  now: () => number = () => performance.now(),
): ReadingProgress {
  let drawn = -Infinity;
  const clear = () => {
    if (output.isTTY && drawn >= 0) output.write(CLEAR);
  };
  return {
    update(file, done, total) {
      if (!output.isTTY || now() - drawn < REDRAW_MS) return;
      drawn = now();
      output.write(`${CLEAR}reading ${file}: ${Math.floor((100 * done) / Math.max(1, total))} %`);
    },
    note(line) {
      clear();
      output.write(`${line}\n`);
    },
    stop: clear,
  };
}
