import { existsSync } from 'node:fs';
import type { ChosenBackend } from '@turbo-hoi/backends';
import { createRng, type Rng } from '@turbo-hoi/core';
import { ParameterStore } from '@turbo-hoi/nn';
import {
  createNetwork,
  type DetectorBatch,
  FasterRcnnLearner,
  type FasterRcnnNetwork,
  type SmallFasterRcnnOptions,
} from '@turbo-hoi/stem';
import {
  ahead,
  learningRateSchedule,
  type Optimizer,
  readTensors,
  train,
} from '@turbo-hoi/training';
import { openMetricsLog, type RunLock } from '@turbo-hoi/training/node';
import { writeSafetensors } from '@turbo-hoi/weights/node';
import type { ComposedExperiment } from '../compose/compose-experiment';
import { trainingProgress } from '../progress/progress';
import type { RunFiles } from '../run-folder/run-folder';
import { LOOK_AHEAD } from '../train/batch-source';
import { restoreRun, type RunState, saveRun } from '../train/run-state';
import { detectorBatches } from './detector-batches';
import { weightsIn } from './own-weights';

export interface DetectorTraining {
  readonly composed: Pick<ComposedExperiment, 'experiment' | 'dataset' | 'resize' | 'completed'>;
  readonly options: SmallFasterRcnnOptions;
  readonly optimizer: Optimizer;
  readonly backend: ChosenBackend;
  /** Of the folder in which it is trained, which is the caller's. */
  readonly files: RunFiles;
  readonly lock: RunLock;
  readonly signal: AbortSignal;
  say(line: string): void;
}

/**
 * Trains Faster R-CNN, or its region proposals alone, from the last checkpoint on, and writes its weights.
 *
 * @returns whether it is done; false: the signal ended it, with a checkpoint
 * @throws TurboHoiError `checkpoint`, `non-finite`, `io`
 */
export async function trainDetector(training: DetectorTraining): Promise<boolean> {
  const { composed, options, files, lock, backend, optimizer, say } = training;
  const { experiment, dataset, completed } = composed;
  const rng = createRng(experiment.detectorTraining.seed).fork('detector');
  const parameters = new ParameterStore(rng.fork('model'));
  const classes = options.classes ?? dataset.info.objectClasses;
  const network = createNetwork(parameters, { ...options, classes, input: null });
  const model = { parameters, dataset: dataset.info };
  const state: RunState = { lock, experiment, backend, completed, optimizer, model };
  try {
    const start = existsSync(files.checkpoints) ? await restoreRun(state, say) : 0;
    const done = await learn(training, { network, state, start, rng });
    if (done) await writeWeights(parameters, weightsIn(files.folder));
    return done;
  } finally {
    parameters.dispose();
  }
}

interface Learning {
  readonly network: FasterRcnnNetwork;
  readonly state: RunState;
  /** Steps that are done. */
  readonly start: number;
  readonly rng: Rng;
}

async function learn(training: DetectorTraining, { network, state, start, rng }: Learning) {
  const { composed, options, optimizer, files, signal } = training;
  const { training: writing, detectorTraining } = composed.experiment;
  const { steps, images, anchors, regions, schedule, clipNorm } = detectorTraining;
  const learner = new FasterRcnnLearner(network, {
    // Balls and cups of a few pixels are on one anchor, people on dozens.
    rpn: { count: anchors, balanced: true },
    roi: { count: regions, share: 0.5, balanced: true },
  });
  const truths = ahead(detectorBatches(composed, rng, network.backbone), {
    depth: LOOK_AHEAD,
    last: steps,
  });
  const metrics = await openMetricsLog(files.metrics, start);
  const progress = trainingProgress({
    what: 'detector',
    steps,
    done: start,
    imagesPerStep: images,
    logEvery: writing.logEvery,
  });
  try {
    const { stopped } = await train<DetectorBatch>({
      loss: (batch, context) => learner.loss(batch, context),
      parameters: state.model.parameters.trainable(),
      optimizer,
      learningRateAt: learningRateSchedule(schedule, steps),
      // The step before has changed the weights by now, so that proposals are those of the step's own.
      batchAt: async (step) => {
        const batch = await truths.at(step);
        const proposals = options.output === 'proposals' ? null : await learner.propose(batch);
        return { ...batch, proposals };
      },
      rng: rng.fork('train'),
      steps,
      start,
      clipNorm,
      checkpointEvery: writing.checkpointEvery,
      signal,
      checkpoint: async (step) => {
        metrics.sync();
        await saveRun(state, step);
      },
      onStep: (record) => {
        metrics.append(record);
        progress.update(record);
      },
    });
    return !stopped;
  } finally {
    progress.stop();
    await truths.close();
    metrics.close();
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
