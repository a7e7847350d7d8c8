// The form of the paper: gradients flow through the whole loop, no skips, one spatial mask (Eq. 4), no wider context,
// SGD. Sizes and weights are those of the embedded data set.
//
//   npx nx run trainer:train -- --config paper
//
// With the settings of `annotated`, seed 0, test split (2026-11-23): AP agent 36.3, 27.8, 36.4, AP role 32.6, 30.9, 33.5, AP kp50
// 53.3, 54.8, 51.4 at stages 1 to 3, kp50 55.3 at stage 0; prior 15.9, 23.6, 1.1. Training takes about 3 minutes with tensorflow on 2 cores. It was not tuned beyond
// a learning rate at which it trains; 600 steps are few for it.
import { defineExperiment, stage } from '@turbo-hoi/experiment';
import turbo3 from './turbo-3';

const paperStage = stage({
  hoi: {
    kind: 'explicit',
    layerNorm: false,
    standardize: false,
    residual: false,
    joints: false,
    targetWeight: 0.08,
  },
  pose: { kind: 'hoi-guided', skip: false },
  mask: { kind: 'fc-sigmoid' },
  lambdaHoi: 25,
  lambdaPose: 5,
  poseToHoiGradient: 1,
  hoiToPoseGradient: 1,
});

export default defineExperiment({
  ...turbo3,
  roi: { context: null },
  detection: { voting: null },
  initialPose: { lambda: 5 },
  stages: [paperStage, paperStage, paperStage],
  optimizer: { kind: 'sgd', momentum: 0.9, weightDecay: 1e-4 },
  schedule: { learningRate: 0.005 },
  training: { clipNorm: 40 },
});
