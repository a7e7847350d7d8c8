export {
  type CheckpointFolder,
  checkpointsPath,
  latestCheckpoint,
  listCheckpoints,
  removeCheckpointsAfter,
  removeLeftovers,
} from './checkpoints/checkpoint-folders';
export { configHash } from './checkpoints/config-hash';
export { type Checkpoint, loadCheckpoint } from './checkpoints/load-checkpoint';
export { type CheckpointSource, saveCheckpoint } from './checkpoints/save-checkpoint';
export { replaceFile } from './files/durable-files';
export { ioError } from './files/io-error';
export { lockRun, type RunLock } from './lock/run-lock';
export { type MetricsLog, openMetricsLog } from './metrics/metrics-log';
export { openTensorBoardLog, type TensorBoardLog } from './tensorboard/tensorboard-log';
