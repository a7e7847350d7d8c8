import { existsSync, rmSync } from 'node:fs';
import type { ChosenBackend } from '@turbo-hoi/backends';
import { lockRun, weightsIn } from '@turbo-hoi/checkpoints/node';
import { removeLeftovers } from '@turbo-hoi/files/node';
import { showPath } from '../text/show-path';
import type { RunObserver } from '../../progress/run-observer';
import type { ComposedExperiment } from '../compose/compose-experiment';
import { type RunFiles, runFiles } from '../run-folder/run-folder';
import { areIntact, KeptDetector, sealWeights } from './kept-detectors';
import { trainDetector } from './train-detector';

export interface DetectorPreparation {
  readonly composed: ComposedExperiment;
  readonly backend: ChosenBackend;
  /** The run folder, owned by the caller. */
  readonly files: RunFiles;
  readonly signal: AbortSignal;
  readonly observer: Pick<RunObserver, 'notify' | 'displays'>;
}

/**
 * Provides the weights of a detector that the run trains itself: from the run folder, from an earlier run with identical settings,
 * or by training.
 *
 * @returns false if the signal stopped the training, with a checkpoint
 */
export async function prepareDetector(parts: DetectorPreparation): Promise<boolean> {
  const { composed, backend, signal, observer } = parts;
  const { notify } = observer;
  const { experiment, learner } = composed;
  const files = runFiles(parts.files.detector);
  const weights = weightsIn(files.folder);
  if (!learner) return true;
  // A run that was killed as it finished its detector does not lock that folder again.
  await removeLeftovers(files.folder);
  if (existsSync(weights)) {
    if (areIntact(weights)) return true;
    notify(`${showPath(weights)} is damaged: it is not what was written. It is made again.`);
    rmSync(weights);
  }
  const { reuse } = experiment.detectorTraining;
  const kept = reuse ? new KeptDetector(composed, learner, backend) : null;
  const from = kept?.copyTo(weights, notify);
  if (from) {
    notify(`The detector is that of an earlier run (${showPath(from)}).`);
    return true;
  }
  notify(`Training the detector first: ${learner.name}.`);
  const lock = lockRun(files.folder);
  const optimizer = composed.createDetectorOptimizer();
  try {
    const done = await trainDetector({
      composed,
      learner,
      optimizer,
      backend,
      files,
      lock,
      signal,
      observer,
    });
    if (done) sealWeights(weights);
    if (done && kept) keep(weights, kept, notify);
    return done;
  } finally {
    optimizer.dispose();
    lock.release();
  }
}

/** A failure to cache the detector only costs time in a later run. */
function keep(weights: string, kept: KeptDetector, notify: (line: string) => void): void {
  try {
    kept.keep(weights);
  } catch (error) {
    notify(`The detector cannot be kept for later runs: ${(error as Error).message}`);
  }
}
