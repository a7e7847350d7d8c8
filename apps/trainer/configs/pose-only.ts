// Pose estimation alone, a cascade of three stages as deep as turbo-3.
//
//   npx nx run trainer:train -- --config pose-only
//
// Seeds 101 to 105, test split, stage 3 (2026-11-30): AP kp50 77.0 ± 1.1; docs/RESULTS.md#the-default-run.
import { defineExperiment, stage } from '@turbo-hoi/experiment';
import turbo3 from './turbo-3';

/** Neither recognises interactions nor reads any. */
export const poseStage = stage({ hoi: null, mask: { kind: 'none' } });

export default defineExperiment({ ...turbo3, stages: [poseStage, poseStage, poseStage] });
