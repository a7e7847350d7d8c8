export {
  type CheckpointInfo,
  type CheckpointState,
  type Environment,
  environmentWarning,
} from './checkpoints/checkpoint-state';
export * from './loop/train';
export { type MetricsLine, metricsLine, parseMetrics } from './metrics/metrics-line';
export { adam, type AdamOptions } from './optimizers/adam';
export * from './optimizers/elementwise-optimizer';
export * from './optimizers/optimizer';
export * from './optimizers/restore-optimizer';
export { sgd, type SgdOptions } from './optimizers/sgd';
export * from './schedule/learning-rate-schedule';
export * from './steps/train-step';
export * from './tensors/tensor-values';
export * from './training.module';
