// turbo-3 with nothing trained before: the run trains region proposals first (450 steps of 4 images), then the loop and an object branch, whose stem
// starts from the proposals' backbone. For data sets that the embedded detector does not know.
//
//   npx nx run trainer:train -- --config scratch
import { defineExperiment } from '@turbo-hoi/experiment';
import turbo3 from './turbo-3';

export default defineExperiment({
  ...turbo3,
  detector: { kind: 'small-faster-rcnn' },
  init: { stem: 'detector' },
  frozen: [],
  // A branch that starts from nothing needs more proposals, and more weight than what is fine-tuned.
  objectBranch: { kind: 'two-fc', width: 256, aligned: true, beta: 1 / 9, lambda: 40 },
  sampling: { ...turbo3.sampling, proposals: 384 },
});
