// InteractNet (Gkioxari et al. 2018) on HICO-DET, a rival in the paper's Table 1: the heads of published-interactnet on the data, detector, sampling and
// schedule of published-hico-pretrain. It has no pose, so that it needs neither keypoints nor a V-COCO run: its stem starts from COCO.
//
//   npx nx run trainer:train -- --config published-hico-interactnet --set dataset.root=PATH/TO/HICO-DET \
//     --set init.rpn=r50-fpn.safetensors --set init.objectBranch=r50-fpn.safetensors --set init.stem=r101-c4.safetensors
//
// with the weights of published-hico-pretrain and published-vcoco. The paper lists it with mAP 9.94 full, 7.16 rare, 10.77 non-rare (Table 1). Not trained: it
// takes a GPU for days, and these weights were not available.
//
// What is not listed is published-hico-pretrain's, and every difference is in docs/PAPER.md. ADR-0035 has what its paper leaves open.
import { defineExperiment } from '@turbo-hoi/experiment';
import publishedPretrain from './published-hico-pretrain';
import publishedInteractNet from './published-interactnet';

export default defineExperiment({
  ...publishedPretrain,
  initialPose: null,
  stages: publishedInteractNet.stages,
  sampling: publishedInteractNet.sampling,
  targetChoice: {
    ...publishedInteractNet.targetChoice,
    // ADR-0013: a triplet that the list of interactions lacks is no detection, so that its object is chosen among the listed classes.
    knownClasses: true,
  },
});
