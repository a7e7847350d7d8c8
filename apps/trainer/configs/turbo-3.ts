// The default: three stages, both tasks.
//
//   npx nx run trainer:train
//
// Seed 0, test split, tensorflow (2026-11-26): AP agent 40.2, 40.5, 40.6, AP role 23.9, 24.1, 23.5, AP kp50 59.4, 58.0, 59.0 at
// stages 1 to 3, box AP50 60.8; chance 13.8, 14.5, 5.5. On annotated boxes the same model has 59.2, 51.1, 68.4 at stage 3.
import { defineExperiment } from '../src/config';

export default defineExperiment({
  // The detector is trained first, and the model's stem starts from what it has learnt to see.
  init: { stem: 'detector' },
});
