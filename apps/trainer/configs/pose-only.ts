// Pose estimation alone, a cascade of three stages as deep as turbo-3.
//
//   npx nx run trainer:train -- --config pose-only
//
// Seeds 1 to 3, test split of version 1 of the data set, stage 3 (2026-11-26): AP kp50 50.6 ± 2.1; with the settings of `annotated` (2026-11-23) 62.0 ± 5.1.
// Training takes 2 to 3 minutes with tensorflow on 2 cores.
import { defineExperiment, stage } from '@turbo-hoi/experiment';
import turbo3 from './turbo-3';

const poseStage = stage({ hoi: null, mask: { kind: 'none' } });

export default defineExperiment({ ...turbo3, stages: [poseStage, poseStage, poseStage] });
