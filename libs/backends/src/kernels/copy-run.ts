import type { HeapNumbers } from './wasm-heap';

/** Runs up to this length are copied by a loop, as views for `set` would take longer. */
const SHORT = 24;

/** Copies `length` numbers of `from` at `start` into `to` at `at`. */
export function copyRun(
  from: HeapNumbers,
  start: number,
  to: HeapNumbers,
  at: number,
  length: number,
): void {
  if (length > SHORT) {
    to.set(from.subarray(start, start + length), at);
    return;
  }
  for (let i = 0; i < length; i++) to[at + i] = from[start + i];
}
