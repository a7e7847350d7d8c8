import { join } from 'node:path';
import { TurboHoiError } from '@turbo-hoi/core';
import { smallFasterRcnnSchema, type SmallFasterRcnnOptions } from '@turbo-hoi/stem';
import { type Experiment, OWN_DETECTOR } from '../../config/experiment';
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

/** The file that `init` means by `detector`. @throws TurboHoiError `config` for a detector without weights */
export function detectorWeights({ detector }: Experiment, runFolder: string): string {
  const { kind, weights } = detector;
  if (typeof weights === 'string') return weights;
  if (kind === 'small-faster-rcnn') return ownWeights(runFolder);
  throw new TurboHoiError(
    'config',
    `init: "${OWN_DETECTOR}" stands for the weights of the detector, and "${kind}" has none. Name a run or a file, or start afresh by init={}.`,
  );
}
