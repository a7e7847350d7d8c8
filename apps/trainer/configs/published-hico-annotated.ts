// The paper's second strategy for HICO-DET at its own size: keypoints that a pose detector found stand in for annotated ones.
//
//   npx nx run trainer:annotate -- --dataset hico --root PATH/TO/HICO-DET --split train --pose KIND --out keypoints.json
//   npx nx run trainer:train -- --config published-hico-annotated --set dataset.root=PATH/TO/HICO-DET \
//     --set poses.file=keypoints.json
//
// The paper reports mAP 11.4 full, 7.3 rare, 12.6 non-rare (Table 1), with the pose detector of Newell, Huang and Deng 2017.
// Not run: it takes a GPU for days. The paper's object detector is not here yet: annotated boxes stand in its place, so that
// these numbers are not to be expected.
import { defineExperiment } from '../src/config';
import publishedVcoco from './published-vcoco';

export default defineExperiment({
  ...publishedVcoco,
  dataset: { kind: 'hico' },
  objectBranch: null,
});
