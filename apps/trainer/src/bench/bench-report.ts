import type { PhaseTime } from './phase-clock';

/** What a process found out about one case, ours or its peer's. */
export interface BenchReport {
  /** The name of the case. */
  readonly size: string;
  /** Number of timed steps. */
  readonly steps: number;
  readonly parameters?: number;
  /** Number of parameters that a step updates; absent where nothing is trained. */
  readonly trained?: number;
  /** Of an evaluator: the average precision found, which its original must find as well. */
  readonly ap?: number;
  /** Peak resident memory of the process in MB, building the model included. */
  readonly peakMegabytes: number;
  /** By phase, `step` being the whole. */
  readonly milliseconds: Readonly<Record<string, PhaseTime>>;
}

/** Peak resident memory of this process in MB. */
export function peakMegabytes(): number {
  // maxRSS counts in units of 1024 bytes.
  return Math.round((process.resourceUsage().maxRSS * 1024) / 1e6);
}
