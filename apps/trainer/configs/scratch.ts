// turbo-3 with nothing trained before: the run trains region proposals first (450 steps of 4 images), then the loop and an object branch, whose stem
// starts from the proposals' backbone. For data sets that the embedded detector does not know.
//
//   npx nx run trainer:train -- --config scratch
import { defineExperiment } from '@turbo-hoi/experiment';
import turbo3 from './turbo-3';

/** A branch that starts from nothing needs more weight than one that is fine-tuned. */
export const untrainedBranch = {
  kind: 'two-fc',
  width: 256,
  aligned: true,
  beta: 1 / 9,
  lambda: 40,
};

export default defineExperiment({
  ...turbo3,
  detector: { kind: 'small-faster-rcnn' },
  init: { stem: 'detector' },
  frozen: [],
  objectBranch: untrainedBranch,
  // It needs more proposals too.
  sampling: { ...turbo3.sampling, proposals: 384 },
});
