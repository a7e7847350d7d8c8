import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { makeFolderSync } from '@turbo-hoi/files/node';
import type { ExperimentOptions } from './experiment-options';
import type { ExperimentPlan } from './experiment-plan';
import type { PlannedCell } from './plan-cells';
import { runTrainer } from './trainer-process';

/** Trains a cell, or what is left of it, and makes its missing evaluations. */
export async function runCell(
  plan: ExperimentPlan,
  { folder, train }: PlannedCell,
  { jobs, backend }: Pick<ExperimentOptions, 'jobs' | 'backend'>,
  signal: AbortSignal,
): Promise<void> {
  makeFolderSync(join(folder.path, '..'));
  const threads = Math.max(1, Math.floor(availableParallelism() / jobs));
  const options = { log: `${folder.path}.log`, threads, signal };
  if (!folder.isTrained) {
    const start = folder.exists ? ['--resume', folder.path] : train;
    await runTrainer(['train', ...start], options);
  }
  for (const name of folder.missing) {
    const how = [...plan.evaluations[name], '--backend', backend, '--out', folder.file(name)];
    await runTrainer(['evaluate', folder.path, ...how], options);
  }
}
