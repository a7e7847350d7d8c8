import { createRunContainer } from '@turbo-hoi/experiment/node';
import { writeJsonAtomicallySync } from '@turbo-hoi/files/node';
import { printLine } from '../terminal/print-line';
import type { BenchCommandOptions } from './bench-options';
import { formatBench } from './bench-table';
import { BENCH_CASES } from './cases/bench-cases';
import type { CaseName } from './cases/case-names';
import { chromeTrace } from './profile/chrome-trace';
import { formatProfile } from './profile/costliest-ops';
import type { Profile } from './profile/profile';
import { runCase } from './profiled-case';
import type { BenchSetting } from './setting';
import { formatWaiting, measureWaiting } from './waiting';

type AloneOptions = BenchCommandOptions & {
  readonly names: readonly CaseName[];
  readonly where: BenchSetting;
};

/** Times cases in this process; writes a trace of them if asked to. */
export async function benchAlone(options: AloneOptions): Promise<void> {
  const { names, where, steps, warmup, threads, json, profile: traceFile } = options;
  const { backend } = where;
  if (!json) printLine(`${backend.name} (${backend.device}), ${backend.version}\n`);
  const profiles: Profile[] = [];
  for (const size of names) {
    const run = { size, steps, warmup };
    const { report, profile } = await runCase(BENCH_CASES[size], run, traceFile !== undefined);
    if (profile) profiles.push(profile);
    // The other networks run on noise.
    const data =
      size === 'default' && options.waiting
        ? await measureWaiting(await createRunContainer([]), { steps, warmup })
        : [];
    const { about } = BENCH_CASES[size];
    const table = [formatBench(report, about), profile && formatProfile(profile)];
    const text = [...table, formatWaiting(data)].filter(Boolean).join('\n\n');
    printLine(json ? JSON.stringify({ ...where, threads, ...report, data }) : `${text}\n`);
  }
  if (traceFile === undefined) return;
  writeJsonAtomicallySync(traceFile, chromeTrace(profiles, { ...where, threads }));
  if (!json) printLine(`${traceFile}: open it in chrome://tracing or https://ui.perfetto.dev`);
}
