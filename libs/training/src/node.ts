export { restoreOptimizer } from './checkpoints/restore-optimizer';
export { type CheckpointSource, saveCheckpoint } from './checkpoints/save-checkpoint';
export { jsonLines } from './metrics/json-lines';
export { type MetricsLine, metricsLine, parseMetrics } from './metrics/metrics-line';
export { type MetricsLog, openMetricsLog } from './metrics/metrics-log';
export { openTensorBoardLog, type TensorBoardLog } from './tensorboard/tensorboard-log';
export { compareWeights } from './workers/compare-weights';
