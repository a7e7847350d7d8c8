import type { DatasetContext } from '@turbo-hoi/core';
import type { Output } from './progress';

/** Shows how a data set opens, in a line of a terminal that is drawn anew; elsewhere only its warnings. */
export interface OpeningProgress extends Required<DatasetContext> {
  stop(): void;
}

const REDRAW_MS = 200;
const CLEAR = '\r\x1b[K';

export function openingProgress(
  output: Output = process.stderr,
  now: () => number = () => performance.now(),
): OpeningProgress {
  let drawn = -Infinity;
  const clear = () => {
    if (output.isTTY && drawn >= 0) output.write(CLEAR);
  };
  return {
    onProgress(what, done, total) {
      if (!output.isTTY || now() - drawn < REDRAW_MS) return;
      drawn = now();
      output.write(`${CLEAR}${what}: ${Math.floor((100 * done) / Math.max(1, total))} %`);
    },
    warn(line) {
      clear();
      output.write(`${line}\n`);
    },
    stop: clear,
  };
}
