import { join } from 'node:path';

/** `<run>/checkpoints`. */
export function checkpointsPath(runFolder: string): string {
  return join(runFolder, 'checkpoints');
}

/** `<run>/checkpoints/step-000600`. */
export function checkpointPath(runFolder: string, step: number): string {
  return join(checkpointsPath(runFolder), `step-${String(step).padStart(6, '0')}`);
}

/** `<run>/detector`, where a run trains its own detector. */
export function detectorPath(runFolder: string): string {
  return join(runFolder, 'detector');
}

/** The detector's weights in the folder in which it is trained. */
export function weightsIn(detectorFolder: string): string {
  return join(detectorFolder, 'weights.safetensors');
}

/** Path of the weights of a run's own detector. */
export function ownWeights(runFolder: string): string {
  return weightsIn(detectorPath(runFolder));
}
