import { resolve } from 'node:path';
import type { AnyPlugin, Communicator } from '@turbo-hoi/core';
import { communicatorModule, SINGLE_PROCESS } from '@turbo-hoi/mpi';
import type { ExperimentInput } from '../../config/experiment';
import { parseExperiment } from '../../config/parse-experiment';
import { modulesOf } from '../plugins/modules-of';
import { configPlugins } from '../plugins/plugin-request';
import type { RunResult } from '../result/result';
import { checkNewRunFolder, findRunFolder, runFiles } from '../run-folder/run-folder';
import { executeRun, type ExecutionOptions } from './execute-run';

export interface RunExperimentOptions extends ExecutionOptions {
  /** The folder of the run: new or empty, or with `resume` one that holds a run. */
  readonly runDir: string;
  /** Resumes the run in `runDir` from its newest checkpoint. Default false. */
  readonly resume?: boolean;
  /** The program's own plugins, besides those that the experiment names as packages or files. */
  readonly plugins?: readonly AnyPlugin[];
  /** The ranks that train together, such as those of `openCommunicator`; on an error that is not shared the caller ends them. Default: this process. */
  readonly communicator?: Communicator;
  /** Folder that the paths in the experiment's `plugins` are relative to. Default: the working directory. */
  readonly cwd?: string;
}

/** How a run ended. */
export interface RunOutcome {
  /** `stopped`: the signal stopped it, with a checkpoint for `resume`. */
  readonly status: 'finished' | 'stopped';
  /** Number of completed training steps, including those of earlier processes. */
  readonly step: number;
  /** Absolute path of the run's folder. */
  readonly runDir: string;
  /** The content of `result.json`; null if the run was stopped. */
  readonly result: RunResult | null;
}

/**
 * Trains and evaluates an experiment, exactly as the command line's `train` does, and writes a run folder with config, metrics,
 * checkpoints, result and report.
 *
 * @example
 * const { result } = await runExperiment(defineExperiment({ training: { steps: 5 } }), { runDir: 'runs/mine' });
 * @throws TurboHoiError `config` for an experiment that does not fit the plugins, `usage` for a folder that is not empty or holds no run,
 * `busy` if another process uses it; `data`, `backend`, `checkpoint`, `non-finite` and `io` for failures on the way
 */
export async function runExperiment(
  experiment: ExperimentInput,
  options: RunExperimentOptions,
): Promise<RunOutcome> {
  const { runDir, resume = false, plugins = [], cwd = process.cwd(), ...rest } = options;
  const { communicator = SINGLE_PROCESS, ...execution } = rest;
  const parsed = parseExperiment({ name: 'experiment', ...experiment }, 'runExperiment');
  const files = resume ? findRunFolder(runDir, cwd) : runFiles(resolve(cwd, runDir));
  if (!resume) checkNewRunFolder(files.folder);
  const plan = {
    experiment: parsed,
    files,
    plugins: configPlugins(parsed.plugins, cwd),
    modules: [...modulesOf(plugins, 'runExperiment'), communicatorModule(communicator)],
    resume,
  };
  const { step, result } = await executeRun(plan, execution);
  return { status: result ? 'finished' : 'stopped', step, runDir: files.folder, result };
}
