// RMPE (Fang et al. 2017), a rival in the paper's Fig. 3(c), at the size of the embedded data set: stage 0 alone, without the loop. Stem, detector,
// sampling and steps are those of turbo-3.
//
//   npx nx run trainer:train -- --config rmpe
//
// From its paper: boxes enlarged by 30 %, a spatial transformer before and a de-transformer after the single-person estimator, a parallel branch with
// center-located labels and frozen layers, parametric pose NMS. The transformer works on RoI features instead of image crops, the estimator is
// mask-rcnn's head, and there are no pose-guided proposals. ADR-0038.
import { defineExperiment } from '@turbo-hoi/experiment';
import maskRcnn from './mask-rcnn';

/** Boxes are enlarged by 30 %. */
const scale = 1.3;

export default defineExperiment({
  ...maskRcnn,
  // minAspect 0: both sides are enlarged alike. The channels of the stem.
  roi: { side: 14, context: { scale, minAspect: 0, channels: 48 } },
  initialPose: { kind: 'rmpe', scale, convs: 8, outputKernel: 0 },
  decoding: { nms: {} },
});
