/** Gives other work of the process its turn: signals such as Ctrl-C, timers and finished reads wait while tensors are computed. */
export function turn(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof setImmediate === 'function') setImmediate(resolve);
    else setTimeout(resolve, 0);
  });
}
