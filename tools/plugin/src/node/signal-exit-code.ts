import { constants } from 'node:os';

/** The exit code by which a shell reports a process that a signal ended: 128 + its number. */
export function signalExitCode(signal: NodeJS.Signals | null): number {
  return 128 + (signal ? constants.signals[signal] : 0);
}
