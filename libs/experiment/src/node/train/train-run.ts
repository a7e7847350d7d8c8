import { existsSync, readFileSync } from 'node:fs';
import type { ChosenBackend } from '@turbo-hoi/backends';
import { removeLeftovers, type RunLock } from '@turbo-hoi/checkpoints/node';
import { TurboHoiError } from '@turbo-hoi/core';
import { type MetricsLine, parseMetrics } from '@turbo-hoi/training/node';
import type { TurboModel } from '@turbo-hoi/turbo-loop';
import { OWN_DETECTOR } from '../../config/experiment';
import type { RunObserver } from '../../progress/run-observer';
import type { ComposedExperiment } from '../compose/compose-experiment';
import { detectorWeights } from '../detector/own-weights';
import { prepareDetector } from '../detector/prepare-detector';
import { type EvaluatedRun, runEvaluation } from '../evaluate/run-evaluation';
import { initializeModel, type LoadedPart } from '../init/initialize-model';
import { frozenRemarks } from '../init/untrained-parameters';
import { writeReport } from '../report/write-report';
import { type RunResult, runResult, type TrainingFacts } from '../result/result';
import { claimRunFolder } from '../run-folder/claim-run-folder';
import type { RunFiles } from '../run-folder/run-folder';
import { writeJsonAtomicallySync } from '@turbo-hoi/files/node';
import { readValidation } from '../validation/validation-files';
import { learnModel } from './learn-model';
import { restoreRun, type RunState } from './run-state';

export interface TrainRunParts {
  readonly composed: ComposedExperiment;
  readonly backend: ChosenBackend;
  readonly files: RunFiles;
  /** Resumes the run in the folder. */
  readonly resume: boolean;
  /** Stops the run: the current step is finished and a checkpoint written. */
  readonly signal: AbortSignal;
  readonly observer: RunObserver;
}

export interface TrainRunOutcome {
  /** Number of completed steps. */
  readonly step: number;
  /** Null: the signal stopped the run before its result. */
  readonly result: RunResult | null;
}

/**
 * Trains, evaluates and fills the run folder; the signal stops it after a step, with a checkpoint.
 *
 * @throws TurboHoiError `busy` if another process uses the folder; `checkpoint`, `non-finite`, `io`
 */
export async function trainRun(parts: TrainRunParts): Promise<TrainRunOutcome> {
  const { composed, backend, files, resume, signal, observer } = parts;
  const model = composed.buildModel();
  const optimizer = composed.createOptimizer();
  // Last, so that an earlier failure leaves no folder behind.
  const lock = claimOr(() => {
    optimizer.dispose();
    model.dispose();
  }, parts);
  const { experiment } = composed;
  const state: RunState & { readonly model: TurboModel } = {
    lock,
    experiment,
    backend,
    completed: composed.completed,
    model,
    optimizer,
  };
  try {
    if (!resume) await removeLeftovers(lock);
    const start = resume ? await restoreRun(state, observer.notify) : 0;
    checkLength(start, experiment.training.steps);
    writeJsonAtomicallySync(files.config, experiment);
    if (!(await prepareDetector({ composed, backend, files, signal, observer }))) {
      return { step: start, result: null };
    }
    if (start === 0) await initialize(parts, model);
    const learning = { composed, files, state, start, signal, observer };
    const { step, stopped } = await learnModel(learning);
    if (stopped) return { step, result: null };
    const evaluated = await evaluateUntil(signal, () =>
      runEvaluation(composed, model, {
        signal,
        displays: observer.displays,
        notify: observer.notify,
      }),
    );
    return { step, result: evaluated && (await writeResult(parts, step, evaluated)) };
  } finally {
    optimizer.dispose();
    model.dispose();
    lock.release();
  }
}

/** Claims the folder, or cleans up and throws. */
function claimOr(cleanUp: () => void, { files, resume }: TrainRunParts): RunLock {
  try {
    return claimRunFolder(files, resume);
  } catch (error) {
    cleanUp();
    throw error;
  }
}

function checkLength(done: number, steps: number): void {
  if (done <= steps) return;
  throw new TurboHoiError(
    'usage',
    `training.steps: got ${steps}, but the run has done ${done} steps; expected at least as many.`,
  );
}

/** Null if the signal stopped it. */
async function evaluateUntil<T>(signal: AbortSignal, evaluate: () => Promise<T>) {
  try {
    return await evaluate();
  } catch (error) {
    if (signal.aborted) return null;
    throw error;
  }
}

async function writeResult(
  { composed, backend, files }: TrainRunParts,
  step: number,
  evaluated: EvaluatedRun,
): Promise<RunResult> {
  const metrics = parseMetrics(readFileSync(files.metrics, 'utf8'));
  const { name, seed, sampling, detector } = composed.experiment;
  const facts = {
    name,
    backend,
    seed,
    steps: step,
    training: trainingFacts(metrics, sampling.images),
    init: readInit(files.init),
    detector,
  };
  const result = runResult(facts, evaluated);
  writeJsonAtomicallySync(files.result, result);
  const validation = readValidation(files);
  await writeReport(files.report, { composed, result, evaluated, metrics, validation });
  return result;
}

/** Initialises parts of the model by `init` and writes the list of their sources. */
async function initialize({ files, composed, observer }: TrainRunParts, model: TurboModel) {
  const { experiment } = composed;
  const sources = Object.entries(experiment.init).map(([part, source]) => [
    part,
    source === OWN_DETECTOR ? detectorWeights(composed, files.folder) : source,
  ]);
  const ownParts = Object.keys(experiment.init).filter(
    (part) => experiment.init[part] === OWN_DETECTOR,
  );
  const loaded = await initializeModel(
    model,
    Object.fromEntries(sources),
    observer.notify,
    new Set(ownParts),
  );
  for (const line of frozenRemarks(model, loaded, experiment.frozen)) observer.notify(line);
  if (loaded.length > 0) writeJsonAtomicallySync(files.init, loaded);
}

function readInit(path: string): LoadedPart[] {
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as LoadedPart[]) : [];
}

function trainingFacts(metrics: readonly MetricsLine[], imagesPerStep: number): TrainingFacts {
  const seconds = metrics.reduce((sum, line) => sum + line.seconds, 0);
  return { seconds, imagesPerSecond: seconds && (imagesPerStep * metrics.length) / seconds };
}
