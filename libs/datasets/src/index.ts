export * from './batch/build-batch';
export type * from './batch/training-batch';
export * from './sampling/augment';
export * from './sampling/shuffled-indices';
