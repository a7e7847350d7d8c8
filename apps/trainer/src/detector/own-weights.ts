import { join } from 'node:path';
import { smallFasterRcnnSchema, type SmallFasterRcnnOptions } from '@turbo-hoi/stem';
import type { Experiment } from '../config/experiment';
import { runFiles } from '../run-folder/run-folder';

/** The detector's weights in the folder in which it is trained. */
export function weightsIn(detectorFolder: string): string {
  return join(detectorFolder, 'weights.safetensors');
}

/** Where a run keeps the weights of a detector that it trains itself. */
export function ownWeights(runFolder: string): string {
  return weightsIn(runFiles(runFolder).detector);
}

/** Options of the detector that a run trains itself; null: its weights come from elsewhere, or it has none. */
export function learnedDetector({ detector }: Experiment): SmallFasterRcnnOptions | null {
  const { kind, weights = null, ...options } = detector;
  return kind === 'small-faster-rcnn' && weights === null
    ? smallFasterRcnnSchema.parse(options)
    : null;
}
