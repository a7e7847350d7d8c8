// HICO-DET from your own disk, from scratch, with a small stem and small images, so that a laptop can train it.
//
//   npx nx run trainer:train -- --config hico --set dataset.root=PATH/TO/HICO-DET
//
// HICO-DET has no keypoints: the keypoint blocks learn from the HOI loss alone, whose gradient flows through the messages.
// Start from a V-COCO run with `--set init.model=runs/...` (the paper's pre-training), or see hico-annotated.
import { defineExperiment, stage } from '@turbo-hoi/experiment';
import vcoco from './vcoco';

const withoutKeypoints = stage({ lambdaPose: 0, poseToHoiGradient: 1 });

export default defineExperiment({
  ...vcoco,
  dataset: { kind: 'hico' },
  initialPose: { lambda: 0 },
  stages: [withoutKeypoints, withoutKeypoints, withoutKeypoints],
  // Objects are not exhaustively annotated.
  objectBranch: null,
});
