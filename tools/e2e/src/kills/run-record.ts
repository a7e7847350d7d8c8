import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lossesIn } from '../losses-in';

/** What a run leaves that does not depend on time: losses by step, scores, and the losses of its detector. */
export interface RunRecord {
  readonly losses: readonly string[];
  readonly detector: readonly string[];
  readonly scores: string;
}

/** @throws Error for a run without a result */
export function readRun(folder: string): RunRecord {
  const { initial, stages, prior } = JSON.parse(readFileSync(join(folder, 'result.json'), 'utf8'));
  if (!existsSync(join(folder, 'report.html'))) throw new Error(`${folder} has no report`);
  return {
    losses: lossesIn(folder),
    detector: lossesIn(join(folder, 'detector')),
    scores: JSON.stringify({ initial, stages, prior }),
  };
}

/** What differs between two runs of one experiment; null: nothing. */
export function lost(expected: RunRecord, actual: RunRecord): string | null {
  for (const part of ['losses', 'detector'] as const) {
    const [want, got] = [expected[part], actual[part]];
    const step = want.findIndex((line, i) => line !== got[i]);
    if (step >= 0) return `${part} of step ${step + 1}: ${got[step]}, expected ${want[step]}`;
    if (got.length > want.length) return `${part}: ${got.length} steps, expected ${want.length}`;
  }
  return expected.scores === actual.scores ? null : 'the scores differ';
}

/** Files of interrupted writes and of locks below folders, which nobody holds. */
export function leftovers(...folders: readonly string[]): string[] {
  return folders.flatMap((folder) =>
    existsSync(folder)
      ? readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
          /(^|\/)(\.tmp-[^/]*|[^/]*\.lock(\.[^/]*)?|[^/]*\.tmp)$/.test(name),
        )
      : [],
  );
}
