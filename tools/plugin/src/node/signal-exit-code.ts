import { constants } from 'node:os';

/** A shell's exit code for a process ended by a signal: 128 + the signal's number. */
export function signalExitCode(signal: NodeJS.Signals | null): number {
  return 128 + (signal ? constants.signals[signal] : 0);
}
