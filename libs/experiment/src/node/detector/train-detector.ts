import { existsSync } from 'node:fs';
import type { ChosenBackend } from '@turbo-hoi/backends';
import {
  createRng,
  type DetectorBatch,
  type DetectorLearner,
  type DetectorTraining as LearnerPlan,
  type Rng,
} from '@turbo-hoi/core';
import { ParameterStore } from '@turbo-hoi/nn';
import { ahead, learningRateSchedule, type Optimizer, readTensors } from '@turbo-hoi/training';
import { type RunLock, weightsIn } from '@turbo-hoi/checkpoints/node';
import { writeSafetensors } from '@turbo-hoi/weights/node';
import type { RunObserver } from '../../progress/run-observer';
import type { ComposedExperiment } from '../compose/compose-experiment';
import type { RunFiles } from '../run-folder/run-folder';
import { LOOK_AHEAD } from '../train/batch-source';
import { learn } from '../train/learn';
import { restoreRun, type RunState } from '../train/run-state';
import { detectorBatches } from './detector-batches';

export interface DetectorTraining {
  readonly composed: Pick<ComposedExperiment, 'experiment' | 'dataset' | 'resize' | 'completed'>;
  readonly learner: LearnerPlan;
  readonly optimizer: Optimizer;
  readonly backend: ChosenBackend;
  /** The folder in which the detector is trained, owned by the caller. */
  readonly files: RunFiles;
  readonly lock: RunLock;
  readonly signal: AbortSignal;
  readonly observer: Pick<RunObserver, 'notify' | 'displays'>;
}

/**
 * Trains a detector, from its last checkpoint if there is one, and writes its weights.
 *
 * @returns whether training is complete; false: the signal stopped it, with a checkpoint
 * @throws TurboHoiError `checkpoint`, `non-finite`, `io`
 */
export async function trainDetector(training: DetectorTraining): Promise<boolean> {
  const { composed, files, lock, backend, optimizer, observer } = training;
  const { experiment, dataset, completed } = composed;
  const { seed, anchors, regions } = experiment.detectorTraining;
  const rng = createRng(seed).fork('detector');
  const parameters = new ParameterStore(rng.fork('model'));
  const learner = training.learner.createLearner({
    parameters,
    dataset: dataset.info,
    anchors,
    regions,
  });
  const model = { parameters, dataset: dataset.info };
  const state: RunState = { lock, experiment, backend, completed, optimizer, model };
  try {
    const start = existsSync(files.checkpoints) ? await restoreRun(state, observer.notify) : 0;
    const done = await learnBoxes(training, { learner, state, start, rng });
    if (done) await writeWeights(parameters, weightsIn(files.folder));
    return done;
  } finally {
    parameters.dispose();
  }
}

interface Learning {
  readonly learner: DetectorLearner;
  readonly state: RunState;
  /** Number of completed steps. */
  readonly start: number;
  readonly rng: Rng;
}

async function learnBoxes(training: DetectorTraining, { learner, state, start, rng }: Learning) {
  const { composed, optimizer, files, signal, observer } = training;
  const { training: writing, detectorTraining } = composed.experiment;
  const { steps, images, schedule, clipNorm } = detectorTraining;
  const truths = ahead(detectorBatches(composed, rng, learner.padding), {
    depth: LOOK_AHEAD,
    last: steps,
  });
  try {
    const { stopped } = await learn<DetectorBatch>({
      files,
      state,
      displays: observer.displays,
      notify: observer.notify,
      work: {
        what: 'detector',
        steps,
        done: start,
        imagesPerStep: images,
        logEvery: writing.logEvery,
      },
      loss: (batch, context) => learner.loss(batch, context),
      parameters: state.model.parameters.trainable(),
      optimizer,
      learningRateAt: learningRateSchedule(schedule, steps),
      // The previous step has already updated the weights, so that proposals come from the current ones.
      batchAt: async (step) => {
        const batch = await truths.at(step);
        return { ...batch, proposals: await learner.propose(batch) };
      },
      rng: rng.fork('train'),
      clipNorm,
      signal,
    });
    return !stopped;
  } finally {
    await truths.close();
  }
}

async function writeWeights(parameters: ParameterStore, path: string): Promise<void> {
  const values = await readTensors(parameters.entries());
  const entries = [...values].map(([name, { shape, data }]) => {
    const tensor = { dtype: 'F32', shape, data } as const;
    return [name, { dtype: 'F32', shape, load: async () => tensor }] as const;
  });
  await writeSafetensors(path, new Map(entries));
}
