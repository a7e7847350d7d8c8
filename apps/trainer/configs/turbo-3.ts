// The default: three stages, both tasks.
//
//   npx nx run trainer:train
//
// Seed 0, test split, tensorflow (2026-11-26): AP agent 42.2, 41.7, 41.5, AP role 25.6, 26.1, 25.7, AP kp50 63.5, 63.3, 63.2 at
// stages 1 to 3, box AP50 63.7; chance 14.1, 17.3, 5.7. See the README for what that is on annotated boxes, and for how long it takes.
import { defineExperiment } from '../src/config';

export default defineExperiment({
  // The detector is trained first, and the model's stem starts from what it has learnt to see.
  init: { stem: 'detector' },
});
