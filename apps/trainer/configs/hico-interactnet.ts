// InteractNet (Gkioxari et al. 2018), a rival in the paper's Table 1, on HICO-DET from your own disk at small size: its heads on the stem, images
// and steps of hico. One stage, no pose, so that it needs no keypoints.
//
//   npx nx run trainer:train -- --config hico-interactnet --set dataset.root=PATH/TO/HICO-DET
//
// Its heads, losses and scores are those of interactnet, which says what its paper leaves open (ADR-0035). As in hico, an action's object has a class
// that the list of interactions combines with it (ADR-0013). At the published size: published-hico-interactnet.
import { defineExperiment } from '@turbo-hoi/experiment';
import hico from './hico';
import interactNet from './interactnet';

export default defineExperiment({
  ...hico,
  initialPose: null,
  stages: interactNet.stages,
  targetChoice: interactNet.targetChoice,
});
