import { text } from 'node:stream/consumers';
import type { BackendName } from '@turbo-hoi/backends';
import { WORKSPACE } from '../public-libs';
import { exitOf, startIn } from '../trainer';
import type { WorkerReport } from './worker-report';

export interface WorkerTask {
  readonly backend: BackendName;
  readonly requireGpu: boolean;
  /** What the environment has more than this one. */
  readonly env: Readonly<Record<string, string>>;
  /** Where the tensors of three steps go; absent: no steps. */
  readonly folder?: string;
}

/**
 * Runs a backend in a process of its own, so that backends do not disturb each other.
 *
 * @throws Error with the last lines of the process if it ends without a report
 */
export async function runWorker(task: WorkerTask): Promise<WorkerReport> {
  const { backend, requireGpu, env, folder } = task;
  const args = [
    ...['--backend', backend],
    ...(requireGpu ? ['--require-gpu'] : []),
    ...(folder === undefined ? [] : ['--folder', folder]),
  ];
  const script = 'tools/e2e/src/accelerators/worker.ts';
  const child = startIn(WORKSPACE, script, args, { ...process.env, ...env });
  const [printed, errors, code] = await Promise.all([
    text(child.stdout!),
    text(child.stderr!),
    exitOf(child),
  ]);
  const last = printed.trim().split('\n').at(-1) ?? '';
  if (code === 0 && last.startsWith('{')) return JSON.parse(last) as WorkerReport;
  throw new Error(`${backend} ended with ${code}\n${printed}${errors}`.trimEnd());
}
