// Pose estimation alone, a cascade of three stages as deep as turbo-3.
//
//   npx nx run trainer:train -- --config pose-only
import { defineExperiment, stage } from '../src/config';
import turbo3 from './turbo-3';

const poseStage = stage({ hoi: null, mask: { kind: 'none' } });

export default defineExperiment({ ...turbo3, stages: [poseStage, poseStage, poseStage] });
