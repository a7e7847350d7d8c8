// Pose estimation alone, one refinement of the initial pose: the paper's ablation without HOI recognition (Fig. 3c), as deep as turbo-1.
//
//   npx nx run trainer:train -- --config pose-only-1
import { defineExperiment } from '@turbo-hoi/experiment';
import poseOnly, { poseStage } from './pose-only';

export default defineExperiment({ ...poseOnly, stages: [poseStage] });
