import { expectImages } from '@turbo-hoi/datasets';
import {
  ahead,
  type GradientReducer,
  learningRateSchedule,
  type Shard,
  toModelBatch,
  type TrainOutcome,
} from '@turbo-hoi/training';
import { openTensorBoardLog } from '@turbo-hoi/training/node';
import type { TurboModel } from '@turbo-hoi/turbo-loop';
import type { RunObserver } from '../../progress/run-observer';
import type { ComposedExperiment } from '../compose/compose-experiment';
import { keptDetector } from '../compose/kept-detector';
import { ProposalsAhead } from '../detector/proposals-ahead';
import { trainedParameters } from '../init/trained-parameters';
import type { RunFiles } from '../run-folder/run-folder';
import { Validation } from '../validation/validation';
import { batchSource, LOOK_AHEAD } from './batch-source';
import { BatchTally } from './batch-tally';
import { learn } from './learn';
import { formatMemory, MemoryWatch } from './memory-watch';
import { RemarksAside } from './remarks-aside';
import type { RunState } from './run-state';
import { trainingOrder } from './training-images';
import { WaitingShare } from './waiting-share';

export interface ModelLearning {
  readonly composed: ComposedExperiment;
  readonly files: RunFiles;
  readonly state: RunState & { readonly model: TurboModel };
  /** Number of completed steps. */
  readonly start: number;
  readonly signal: AbortSignal;
  readonly observer: RunObserver;
  /** The rank of this worker and how workers average their gradients; absent: a single worker. */
  readonly worker?: Worker;
}

/** One of several workers that train a model together. */
export interface Worker extends Shard {
  readonly reducer: GradientReducer;
}

/** Trains the model of an experiment from a step on, and reports its memory and the time it waited for images. */
export async function learnModel(learning: ModelLearning): Promise<TrainOutcome> {
  const { composed, files, state, start, signal, observer, worker } = learning;
  const { notify, displays, onStep } = observer;
  const { experiment, rng } = composed;
  const { training, schedule, sampling } = experiment;
  const curves = openTensorBoardLog(files.events, start);
  const memory = new MemoryWatch();
  const waiting = new WaitingShare();
  const leftOut = new BatchTally();
  const isFirst = (worker?.rank ?? 0) === 0;
  const validation = isFirst
    ? Validation.of({ composed, model: state.model, files, start, curves, signal, notify })
    : null;
  const remarks = new RemarksAside(composed.dataset, signal);
  let tell = notify;
  const detector = keptDetector(composed, 'train', notify);
  await expectImages(detector, composed.dataset.split('train'));
  const proposals = ProposalsAhead.of({ composed, detector, signal });
  const firstImages = start < training.steps ? trainingOrder(composed, worker)(start + 1) : [];
  await proposals?.prepareFirst(
    firstImages.map(({ index }) => index),
    displays,
  );
  const batches = ahead(
    batchSource({ ...composed, detector }, state.model, worker, (index) =>
      proposals ? proposals.prepare(index) : Promise.resolve(),
    ),
    { depth: LOOK_AHEAD, last: training.steps },
  );
  if (start > 0) notify(`Resuming after step ${start}.`);
  const validate = async (step: number, say: (line: string) => void) => {
    if (!validation?.isDue(step)) return;
    const line = await validation.run(step);
    if (line !== null) say(line);
  };
  let done = start;
  try {
    // That of the checkpoint's step is missing where Ctrl-C stopped it.
    await validate(start, notify);
    const outcome = await learn({
      files,
      state,
      displays,
      notify,
      work: {
        steps: training.steps,
        done: start,
        imagesPerStep: sampling.images,
        logEvery: training.logEvery,
      },
      loss: (parts, context, microStep) =>
        state.model.loss(toModelBatch(parts[microStep]), context),
      accumulate: sampling.accumulate,
      shard: worker,
      reducer: worker?.reducer,
      parameters: trainedParameters(state.model, experiment.frozen),
      optimizer: state.optimizer,
      learningRateAt: learningRateSchedule(schedule, training.steps),
      batchAt: async (step: number) => {
        const parts = await batches.at(step);
        for (const part of parts) leftOut.add(part);
        return parts;
      },
      rng: rng.fork('train'),
      clipNorm: training.clipNorm,
      signal,
      takeWork: () => ({
        proposals: proposals?.takeWork(),
        validation: validation?.takeWork(done + 1),
      }),
      onStep: async (record, work, note) => {
        done = record.step;
        curves.append(record);
        memory.step(record.step);
        waiting.add(record, (work.proposals?.seconds ?? 0) + remarks.takeSeconds());
        tell = note;
        remarks.begin((line) => tell(line));
        onStep(record);
        await validate(record.step, note);
      },
    });
    tell = notify;
    if (!outcome.stopped && !signal.aborted) await remarks.finish();
    return outcome;
  } finally {
    remarks.stop();
    await batches.close();
    detector.close?.();
    curves.close();
    const held = memory.summary();
    if (held) notify(formatMemory(held));
    const late = waiting.warning();
    if (late) notify(late);
    for (const line of leftOut.lines(sampling)) notify(line);
  }
}
