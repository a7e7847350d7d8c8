// SIGUSR2 is what schedulers send some time before they end a job: Slurm's --signal=USR2@120.
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGUSR2'] as const;

/** One Ctrl-C arrives up to three times: from the terminal, and from each process above that passes it on. */
const SAME_KEYPRESS_MS = 1000;

/** The exit code of work that was stopped by Ctrl-C and can be resumed. */
export const INTERRUPTED = 130;

/** Interrupt handling for the duration of some work. */
export interface Interrupt {
  readonly signal: AbortSignal;
  /** Restores the default effect of signals. */
  release(): void;
}

/**
 * Turns SIGINT, SIGTERM, SIGHUP and SIGUSR2 into an abort signal, so that work can end in order; a second Ctrl-C ends the process at once.
 */
export function listenForInterrupt({
  exit = process.exit,
  now = () => performance.now(),
  controller = new AbortController(),
}: {
  exit?: (code: number) => void;
  now?: () => number;
  controller?: AbortController;
} = {}): Interrupt {
  let first: number | undefined;
  const handle = (name: NodeJS.Signals) => {
    if (first === undefined) {
      first = now();
      controller.abort();
    } else if (name === 'SIGINT' && now() - first > SAME_KEYPRESS_MS) {
      // Not for the others: launchers send them after Ctrl-C when the process does not end in time.
      exit(INTERRUPTED);
    }
  };
  for (const name of SIGNALS) process.on(name, handle);
  return {
    signal: controller.signal,
    release: () => SIGNALS.forEach((name) => process.off(name, handle)),
  };
}
