export { unusableSplit } from './people-use';
export { CHECKS, type CheckName, type Severity } from './checks';
export { SampleChooser, type SampleRef } from './choose-samples';
export { Findings, type Finding } from './finding';
export { inspectDataset, type InspectOptions } from './inspect-dataset';
export { inspectLabels, type LabelledSplit } from './inspect-labels';
export * from './inspection';
