import * as tf from '@tensorflow/tfjs';
import { type Communicator, TurboHoiError } from '@turbo-hoi/core';
import type { TrainOutcome } from '@turbo-hoi/training';
import { openTensorBoardLog } from '@turbo-hoi/training/node';
import type { TurboModel } from '@turbo-hoi/turbo-loop';
import type { RunObserver } from '../../progress/run-observer';
import type { ComposedExperiment } from '../compose/compose-experiment';
import type { RunFiles } from '../run-folder/run-folder';
import { Validation } from '../validation/validation';
import { BatchTally } from './batch-tally';
import { learn } from './learn';
import { LeakWatch } from './leak-watch';
import { formatMemory, MemoryWatch } from './memory-watch';
import { modelTraining } from './model-training';
import { RemarksAside } from './remarks-aside';
import type { RunState } from './run-state';
import { WaitingShare } from './waiting-share';

export interface ModelLearning {
  readonly composed: ComposedExperiment;
  readonly files: RunFiles;
  readonly state: RunState & { readonly model: TurboModel };
  /** Number of completed steps. */
  readonly start: number;
  readonly signal: AbortSignal;
  readonly observer: RunObserver;
  /** The ranks that train together, of which this is rank 0. */
  readonly communicator: Communicator;
}

/** Trains the model of an experiment from a step on, and reports its memory and the time it waited for images. */
export async function learnModel(learning: ModelLearning): Promise<TrainOutcome> {
  const { composed, files, state, start, signal, observer, communicator } = learning;
  const { notify, displays, onStep } = observer;
  const { training, sampling } = composed.experiment;
  const { model, optimizer } = state;
  const curves = openTensorBoardLog(files.events, start);
  const memory = new MemoryWatch();
  const leaks = new LeakWatch(composed.outside);
  const waiting = new WaitingShare();
  const leftOut = new BatchTally();
  const validation = Validation.of({ composed, model, files, start, curves, signal, notify });
  const remarks = new RemarksAside(composed.dataset, signal);
  let tell = notify;
  const ranks = { composed, model, optimizer, communicator, start, signal, notify, displays };
  const { options, proposals, compare, close } = await modelTraining(ranks);
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
      ...options,
      batchAt: async (step: number) => {
        const parts = await options.batchAt(step);
        for (const part of parts) leftOut.add(part);
        return parts;
      },
      takeWork: () => ({
        proposals: proposals?.takeWork(),
        validation: validation?.takeWork(done + 1),
      }),
      onStep: async (record, work, note) => {
        done = record.step;
        curves.append(record);
        memory.step(record.step);
        const leak = leaks.step(tf.memory().numTensors);
        if (leak) note(leak);
        waiting.add(record, (work.proposals?.seconds ?? 0) + remarks.takeSeconds());
        tell = note;
        remarks.begin((line) => tell(line));
        onStep(record);
        await compare(record.step);
        await validate(record.step, note);
      },
    });
    tell = notify;
    if (!outcome.stopped && !signal.aborted) await remarks.finish();
    return outcome;
  } catch (error) {
    throw withOutside(error, composed.outside);
  } finally {
    remarks.stop();
    await close();
    curves.close();
    const held = memory.summary();
    if (held) notify(formatMemory(held));
    const late = waiting.warning();
    if (late) notify(late);
    for (const line of leftOut.lines(sampling)) notify(line);
  }
}

/** Numbers that are not finite may come out of a plugin from outside. */
function withOutside(error: unknown, outside: readonly string[]): unknown {
  if (!(error instanceof TurboHoiError) || error.kind !== 'non-finite' || outside.length === 0)
    return error;
  return new TurboHoiError(
    error.kind,
    `${error.message} Plugins from outside: ${outside.join('; ')}; expected finite numbers from them.`,
    { cause: error },
  );
}
