// The paper's first strategy for HICO-DET at its own size: start from a V-COCO run, without the keypoint loss; the keypoint
// blocks are still updated by the gradient of the HOI loss. The object branch is not trained.
//
//   npx nx run trainer:train -- --config published-hico-pretrain --set dataset.root=PATH/TO/HICO-DET \
//     --set init.model=runs/PUBLISHED-VCOCO-RUN
//
// The paper reports mAP 10.9 full, 6.5 rare, 12.2 non-rare (Table 1). Not run: it takes a GPU for days. The paper's detector,
// a ResNet-50-FPN trained on COCO, is not here yet: annotated boxes stand in its place, so that these numbers are not to be expected.
import { defineExperiment, stage } from '../src/config';
import publishedVcoco, { keypointBlock, publishedStage } from './published-vcoco';

const withoutKeypoints = stage({ ...publishedStage, lambdaPose: 0 });

export default defineExperiment({
  ...publishedVcoco,
  dataset: { kind: 'hico' },
  initialPose: { ...keypointBlock, lambda: 0 },
  stages: [withoutKeypoints, withoutKeypoints, withoutKeypoints],
  objectBranch: null,
});
