// Mask R-CNN's keypoint branch (He et al. 2017), a rival in the paper's Fig. 3(c), at the size of the embedded data set: stage 0 alone, without the
// loop. Stem, detector, sampling and steps are those of turbo-3.
//
//   npx nx run trainer:train -- --config mask-rcnn
//
// From its paper: regions of 14×14 cells, eight 3×3 convolutions, a transposed convolution and bilinear upsampling to heatmaps of 56×56, a softmax
// over the cells of each keypoint. As in turbo-3: 48 channels instead of 512, group norms, and all labelled keypoints. ADR-0038; at the published size:
// published-mask-rcnn.
import { defineExperiment, stage } from '@turbo-hoi/experiment';
import turbo3 from './turbo-3';

/** A stage that passes the pose of stage 0 on. */
export const nothing = stage({ hoi: null, pose: null, mask: { kind: 'none' } });

export default defineExperiment({
  ...turbo3,
  roi: { side: 14, context: null },
  initialPose: { kind: 'keypoint-block', convs: 8, outputKernel: 0 },
  stages: [nothing],
});
