export * from './batch/build-batch';
export type * from './batch/training-batch';
export * from './sampling/augment';
export * from './sampling/shuffled-indices';
export {
  createSyntheticDataset,
  datasetsModule,
  describeScene,
  renderSample,
  syntheticDataset,
} from './synthetic/synthetic-dataset';
export { syntheticSchema, type SyntheticOptions } from './synthetic/synthetic-options';
export type { Figure, LimbMode, Occluder, Prop, Scene } from './synthetic/world/scene';
export { SYNTHETIC_INFO } from './synthetic/vocabulary';
