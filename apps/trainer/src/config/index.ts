export { stage } from '@turbo-hoi/turbo-loop';
export { defineExperiment, type Experiment, type ExperimentInput } from './experiment';
