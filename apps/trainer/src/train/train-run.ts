import { existsSync, readFileSync } from 'node:fs';
import type { ChosenBackend } from '@turbo-hoi/backends';
import { ahead, learningRateSchedule, toModelBatch, train } from '@turbo-hoi/training';
import {
  type MetricsLine,
  openMetricsLog,
  openTensorBoardLog,
  parseMetrics,
} from '@turbo-hoi/training/node';
import type { TurboModel } from '@turbo-hoi/turbo-loop';
import { listenForInterrupt } from '../cli/interrupt';
import type { ComposedExperiment } from '../compose/compose-experiment';
import { OWN_DETECTOR } from '../config/experiment';
import { keptDetector } from '../compose/kept-detector';
import { keepProposals } from '../detector/keep-proposals';
import { detectorWeights } from '../detector/own-weights';
import { prepareDetector } from '../detector/prepare-detector';
import { runEvaluation } from '../evaluate/run-evaluation';
import { initializeModel, type LoadedPart } from '../init/initialize-model';
import { trainedParameters } from '../init/trained-parameters';
import { trainingProgress } from '../progress/progress';
import { writeReport } from '../report/write-report';
import { type RunResult, runResult, type TrainingFacts } from '../result/result';
import { claimRunFolder } from '../run-folder/claim-run-folder';
import { writeJsonAtomically } from '../run-folder/write-file-atomically';
import { batchSource, LOOK_AHEAD } from './batch-source';
import type { RunPlan } from './run-plan';
import { formatMemory, MemoryWatch } from './memory-watch';
import { restoreRun, type RunState, saveRun } from './run-state';
import { WaitingShare } from './waiting-share';

export interface TrainRunParts {
  readonly plan: RunPlan;
  readonly composed: ComposedExperiment;
  readonly backend: ChosenBackend;
  /** Told what the user should know. */
  say(line: string): void;
}

export interface TrainRunOutcome {
  /** How many steps are done. */
  readonly step: number;
  /** Null: interrupted. */
  readonly result: RunResult | null;
}

/**
 * Trains, evaluates and fills the run folder; an interrupt ends it after a step, with a checkpoint.
 *
 * @throws TurboHoiError `busy` if another process uses the folder; `checkpoint`, `non-finite`, `io`
 */
export async function trainRun(parts: TrainRunParts): Promise<TrainRunOutcome> {
  const { plan, composed, backend, say } = parts;
  const model = composed.buildModel();
  const optimizer = composed.createOptimizer();
  // Last, so that a failure before leaves no folder behind.
  const lock = claimRunFolder(plan.files, plan.resume);
  const interrupt = listenForInterrupt();
  const state: RunState & { readonly model: TurboModel } = {
    lock,
    experiment: composed.experiment,
    backend,
    completed: composed.completed,
    model,
    optimizer,
  };
  try {
    const start = plan.resume ? await restoreRun(state, say) : 0;
    writeJsonAtomically(plan.files.config, composed.experiment);
    const { signal } = interrupt;
    const prepared = await prepareDetector({ composed, backend, files: plan.files, signal, say });
    if (!prepared) return { step: start, result: null };
    if (start === 0) await initialize(parts, model);
    const { step, stopped } = await learn(parts, state, start, interrupt.signal);
    if (stopped) return { step, result: null };
    const evaluated = await runEvaluation(composed, model, { signal: interrupt.signal }).catch(
      (error) => {
        if (interrupt.signal.aborted) return null;
        throw error;
      },
    );
    if (!evaluated) return { step, result: null };
    const metrics = parseMetrics(readFileSync(plan.files.metrics, 'utf8'));
    const { name, seed, sampling, detector } = composed.experiment;
    const result = runResult(
      {
        name,
        backend,
        seed,
        steps: step,
        training: trainingFacts(metrics, sampling.images),
        init: readInit(plan.files.init),
        detector,
      },
      evaluated,
    );
    writeJsonAtomically(plan.files.result, result);
    await writeReport(plan.files.report, { composed, result, evaluated, metrics });
    return { step, result };
  } finally {
    interrupt.release();
    optimizer.dispose();
    model.dispose();
    lock.release();
  }
}

async function learn(
  { plan, composed, say }: TrainRunParts,
  state: RunState & { readonly model: TurboModel },
  start: number,
  signal: AbortSignal,
) {
  const { experiment, rng } = composed;
  const { training, schedule, sampling } = experiment;
  const metrics = await openMetricsLog(plan.files.metrics, start);
  const curves = openTensorBoardLog(plan.files.events, start);
  const memory = new MemoryWatch();
  const waiting = new WaitingShare();
  const detector = keptDetector(composed, 'train', say);
  await keepProposals({ composed, detector, signal });
  const batches = ahead(batchSource({ ...composed, detector }, state.model), {
    depth: LOOK_AHEAD,
    last: training.steps,
  });
  const progress = trainingProgress({
    steps: training.steps,
    done: start,
    imagesPerStep: sampling.images,
    logEvery: training.logEvery,
  });
  signal.addEventListener('abort', () =>
    progress.note('Stopping after this step; Ctrl-C again ends at once.'),
  );
  if (start > 0) say(`Going on after step ${start}.`);
  try {
    return await train({
      loss: (batches, context, microStep) =>
        state.model.loss(toModelBatch(batches[microStep]), context),
      accumulate: sampling.accumulate,
      parameters: trainedParameters(state.model, experiment.frozen),
      optimizer: state.optimizer,
      learningRateAt: learningRateSchedule(schedule, training.steps),
      batchAt: batches.at,
      rng: rng.fork('train'),
      steps: training.steps,
      start,
      clipNorm: training.clipNorm,
      checkpointEvery: training.checkpointEvery,
      signal,
      checkpoint: async (step) => {
        metrics.sync();
        await saveRun(state, step);
      },
      onStep: (record) => {
        metrics.append(record);
        curves.append(record);
        progress.update(record);
        memory.step(record.step);
        waiting.add(record);
      },
    });
  } finally {
    progress.stop();
    await batches.close();
    detector.close?.();
    curves.close();
    metrics.close();
    const held = memory.summary();
    if (held) say(formatMemory(held));
    const late = waiting.warning();
    if (late) say(late);
  }
}

/** Starts parts of the model from elsewhere and leaves a list of what they started from. */
async function initialize({ plan, composed, say }: TrainRunParts, model: TurboModel) {
  const { experiment } = composed;
  const sources = Object.entries(experiment.init).map(([part, source]) => [
    part,
    source === OWN_DETECTOR ? detectorWeights(experiment, plan.files.folder) : source,
  ]);
  const loaded = await initializeModel(model, Object.fromEntries(sources), say);
  if (loaded.length > 0) writeJsonAtomically(plan.files.init, loaded);
}

function readInit(path: string): LoadedPart[] {
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as LoadedPart[]) : [];
}

function trainingFacts(metrics: readonly MetricsLine[], imagesPerStep: number): TrainingFacts {
  const seconds = metrics.reduce((sum, line) => sum + line.seconds, 0);
  return { seconds, imagesPerSecond: seconds && (imagesPerStep * metrics.length) / seconds };
}
