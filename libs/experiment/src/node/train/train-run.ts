import { existsSync, readFileSync } from 'node:fs';
import type { ChosenBackend } from '@turbo-hoi/backends';
import { removeLeftovers, type RunLock } from '@turbo-hoi/checkpoints/node';
import { type Communicator, TurboHoiError } from '@turbo-hoi/core';
import { agree, onRankZero } from '@turbo-hoi/mpi';
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
import { rankedEvaluation } from '../ranks/prediction-share';
import { shareDetector, shareLearner, shareValue } from '../ranks/share-run';
import { followModel } from './follow-model';
import { learnModel } from './learn-model';
import { type Learner, restoreRun } from './run-state';

export interface TrainRunParts {
  readonly composed: ComposedExperiment;
  readonly backend: ChosenBackend;
  /** The run folder; of ranks other than 0 a folder of their own. */
  readonly files: RunFiles;
  /** Resumes the run in the folder. */
  readonly resume: boolean;
  /** Stops the run: the current step is finished and a checkpoint written. */
  readonly signal: AbortSignal;
  readonly observer: RunObserver;
  /** The ranks that share the run. */
  readonly communicator: Communicator;
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
 * @throws TurboHoiError `busy` if another process uses the folder; `checkpoint`, `non-finite`, `io`; SharedError if another rank failed
 */
export async function trainRun(parts: TrainRunParts): Promise<TrainRunOutcome> {
  const { composed, communicator } = parts;
  const model = composed.buildModel();
  const optimizer = composed.createOptimizer();
  const learner = { model, optimizer };
  try {
    return await (communicator.rank === 0 ? lead(parts, learner) : follow(parts, learner));
  } finally {
    optimizer.dispose();
    model.dispose();
  }
}

type ModelLearner = Learner & { readonly model: TurboModel };

/** Rank 0, or a single process: owns the run folder. */
async function lead(parts: TrainRunParts, learner: ModelLearner): Promise<TrainRunOutcome> {
  const { composed, backend, files, resume, signal, observer, communicator } = parts;
  const { model } = learner;
  const { experiment, completed } = composed;
  let lock: RunLock | undefined;
  try {
    const { start, prepared, state } = await agree(communicator, async () => {
      // Last, so that an earlier failure leaves no folder behind.
      lock = claimRunFolder(files, resume);
      const state = { lock, experiment, backend, completed, communicator, ...learner };
      if (!resume) await removeLeftovers(lock);
      const start = resume ? await restoreRun(state, observer.notify) : 0;
      checkLength(start, experiment.training.steps);
      writeJsonAtomicallySync(files.config, experiment);
      const prepared = await prepareDetector({ composed, backend, files, signal, observer });
      if (prepared && start === 0) await initialize(parts, model);
      return { start, prepared, state };
    });
    await shareStart(parts, learner, { start, prepared });
    if (!prepared) return { step: start, result: null };
    const learning = { composed, files, state, start, signal, observer, communicator };
    const { step, stopped } = await learnModel(learning);
    const evaluated = stopped ? null : await evaluate(parts, model);
    const result = await onRankZero(
      communicator,
      () => evaluated && writeResult(parts, step, evaluated),
    );
    return await shareValue(communicator, { step, result: result ?? null });
  } finally {
    lock?.release();
  }
}

/** Another rank: trains and evaluates, and waits while rank 0 prepares and writes. */
async function follow(parts: TrainRunParts, learner: ModelLearner): Promise<TrainRunOutcome> {
  const { composed, signal, observer, communicator } = parts;
  const { notify, displays } = observer;
  await agree(communicator, () => undefined);
  const { start, prepared } = await shareStart(parts, learner);
  if (!prepared) return { step: start, result: null };
  const ranks = { composed, communicator, start, signal, notify, displays };
  const { stopped } = await followModel({ ...ranks, ...learner });
  if (!stopped) await evaluate(parts, learner.model);
  await agree(communicator, () => undefined);
  return shareValue<TrainRunOutcome>(communicator, { step: start, result: null });
}

/** What rank 0 has prepared. */
interface RunStart {
  /** Number of completed steps. */
  readonly start: number;
  /** False: the signal stopped the run before its first step. */
  readonly prepared: boolean;
}

/** Gives every rank the state in which rank 0 begins. @param own rank 0's */
async function shareStart(
  { composed, files, communicator }: TrainRunParts,
  learner: Learner,
  own: RunStart = { start: 0, prepared: false },
): Promise<RunStart> {
  const shared = await shareValue(communicator, own);
  if (!shared.prepared) return shared;
  if (composed.learner) await shareDetector(communicator, files.folder);
  await shareLearner(communicator, learner);
  return shared;
}

function checkLength(done: number, steps: number): void {
  if (done <= steps) return;
  throw new TurboHoiError(
    'usage',
    `training.steps: got ${steps}, but the run has done ${done} steps; expected at least as many.`,
  );
}

/** Evaluates on all ranks; null if a signal stopped it. */
async function evaluate(
  { composed, communicator, signal: asked, observer }: TrainRunParts,
  model: TurboModel,
): Promise<EvaluatedRun | null> {
  const { share, signal } = rankedEvaluation(communicator, asked);
  const { displays, notify } = observer;
  try {
    return await runEvaluation(composed, model, { share, signal, displays, notify });
  } catch (error) {
    if (signal?.aborted) return null;
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
