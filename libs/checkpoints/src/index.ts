export * from './layout/file-names';
export * from './state/checkpoint-state';
export { configHash } from './state/config-hash';
export { environmentWarning } from './state/environment-warning';
export { parseCheckpointState } from './state/parse-checkpoint-state';
export {
  type CheckpointFiles,
  decodeCheckpoint,
  type TrainedParameters,
} from './decode-checkpoint';
