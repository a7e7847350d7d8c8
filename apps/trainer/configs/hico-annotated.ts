// HICO-DET with keypoints of a pose detector (the paper's semiautomatic annotation); sizes as in hico.
//
//   npx nx run trainer:annotate -- --dataset hico --root PATH/TO/HICO-DET --split train --pose KIND --out keypoints.json
//   npx nx run trainer:train -- --config hico-annotated --set dataset.root=PATH/TO/HICO-DET --set poses.file=keypoints.json
import { defineExperiment } from '@turbo-hoi/experiment';
import hico from './hico';

export default defineExperiment({
  ...hico,
  initialPose: {},
  stages: [{}, {}, {}],
});
