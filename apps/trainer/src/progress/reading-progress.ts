import type { DatasetContext } from '@turbo-hoi/core';
import { writeText } from '../terminal/write-text';
import type { Output } from './progress';

/** Shows the progress of reading files and data sets in a redrawn line of a terminal; elsewhere only warnings. */
export interface ReadingProgress extends Required<DatasetContext> {
  stop(): void;
}

const REDRAW_MS = 200;
const CLEAR = '\r\x1b[K';

/** @param output standard error by default, since standard output is for results */
export function readingProgress(
  output: Output = process.stderr,
  now: () => number = () => performance.now(),
): ReadingProgress {
  let drawn = -Infinity;
  const clear = () => {
    if (output.isTTY && drawn >= 0) output.write(CLEAR);
  };
  return {
    onProgress(what, done, total) {
      if (!output.isTTY || now() - drawn < REDRAW_MS) return;
      drawn = now();
      output.write(CLEAR);
      writeText(output, `${what}: ${Math.floor((100 * done) / Math.max(1, total))} %`);
    },
    warn(line) {
      clear();
      writeText(output, `${line}\n`);
    },
    stop: clear,
  };
}
