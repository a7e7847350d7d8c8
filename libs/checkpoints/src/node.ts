export {
  type CheckpointFolder,
  latestCheckpoint,
  listCheckpoints,
  removeCheckpointsAfter,
  removeLeftovers,
} from './node/checkpoint-folders';
export { findCheckpoint, type LocatedCheckpoint } from './node/find-checkpoint';
export { type Checkpoint, loadCheckpoint, loadParameters } from './node/load-checkpoint';
export { lockRun, type RunLock } from './node/lock/run-lock';
export {
  checkpointPath,
  checkpointsPath,
  detectorPath,
  ownWeights,
  weightsIn,
} from './node/run-paths';
export { type CheckpointContent, writeCheckpoint } from './node/write-checkpoint';
export type { StoredTensor } from './node/write-tensors';
