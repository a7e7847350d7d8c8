import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BenchReport, peakMegabytes } from '../bench-report';
import type { BenchRun } from '../bench-run';

/** Content of the files of an evaluation. */
export interface EvaluationFiles {
  readonly truth: unknown;
  readonly results: unknown;
}

/** Paths of the same. */
export interface EvaluationPaths {
  readonly truth: string;
  readonly results: string;
}

/** Times an evaluator from reading its files to the average precision, which is reported as well. */
export async function timeEvaluator(
  files: EvaluationFiles,
  evaluate: (paths: EvaluationPaths) => Promise<number>,
  { size, steps, warmup, clock, onKept }: BenchRun,
): Promise<BenchReport> {
  const folder = await mkdtemp(join(tmpdir(), 'turbo-hoi-bench-'));
  const paths = { truth: join(folder, 'truth.json'), results: join(folder, 'results.json') };
  try {
    await writeFile(paths.truth, JSON.stringify(files.truth));
    await writeFile(paths.results, JSON.stringify(files.results));
    let ap = NaN;
    for (let number = 1; number <= warmup + steps; number++) {
      if (number === warmup + 1) onKept();
      const start = performance.now();
      ap = await evaluate(paths);
      clock.lap('step', start);
      clock.endStep({ keep: number > warmup });
    }
    return { size, steps, ap, peakMegabytes: peakMegabytes(), milliseconds: clock.summary() };
  } finally {
    await rm(folder, { recursive: true });
  }
}
