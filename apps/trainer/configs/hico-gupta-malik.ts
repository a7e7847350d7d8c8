// Model C of Gupta & Malik (2015), a rival in the paper's Table 1, on HICO-DET from your own disk at small size: its head on the stem, images and
// steps of hico. One stage, no pose, so that it needs no keypoints.
//
//   npx nx run trainer:train -- --config hico-gupta-malik --set dataset.root=PATH/TO/HICO-DET
//
// Its head and scores are those of gupta-malik, which says what the papers leave open (ADR-0035). At the published size: published-hico-gupta-malik.
import { defineExperiment } from '@turbo-hoi/experiment';
import guptaMalik from './gupta-malik';
import hico from './hico';

export default defineExperiment({ ...hico, initialPose: null, stages: guptaMalik.stages });
