import type { BenchReport } from './bench-report';
import type { BenchCase } from './cases/bench-cases';
import { PhaseClock } from './phase-clock';
import { type Profile, ProfileRecorder } from './profile/profile';

export interface ProfiledReport {
  readonly report: BenchReport;
  /** Null unless asked for. */
  readonly profile: Profile | null;
}

/** Times a case, and records its phases and ops if asked to, which makes a step take longer. */
export async function runCase(
  { run }: BenchCase,
  options: { readonly size: string; readonly steps: number; readonly warmup: number },
  profiled: boolean,
): Promise<ProfiledReport> {
  const recorder = new ProfileRecorder();
  const clock = new PhaseClock(undefined, (...span) => recorder.addPhase(...span));
  let profile: Profile | null = null;
  try {
    const report = await run({ ...options, clock, onKept: () => profiled && recorder.start() });
    if (profiled) profile = recorder.stop(options.size, options.steps);
    return { report, profile };
  } finally {
    recorder.stop(options.size, options.steps);
  }
}
