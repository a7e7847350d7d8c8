export {
  type CheckpointFolder,
  checkpointsPath,
  latestCheckpoint,
  listCheckpoints,
  removeCheckpointsAfter,
  removeLeftovers,
} from './checkpoints/checkpoint-folders';
export {
  type CheckpointInfo,
  type CheckpointState,
  type Environment,
  environmentWarning,
} from './checkpoints/checkpoint-state';
export { configHash } from './checkpoints/config-hash';
export {
  type Checkpoint,
  loadCheckpoint,
  loadParameters,
  type TrainedParameters,
} from './checkpoints/load-checkpoint';
export { restoreOptimizer } from './checkpoints/restore-optimizer';
export { type CheckpointSource, saveCheckpoint } from './checkpoints/save-checkpoint';
export { lockRun, type RunLock } from './lock/run-lock';
export { type MetricsLine, metricsLine, parseMetrics } from './metrics/metrics-line';
export { type MetricsLog, openMetricsLog } from './metrics/metrics-log';
export { openTensorBoardLog, type TensorBoardLog } from './tensorboard/tensorboard-log';
