// The default: three stages, both tasks.
//
//   npx nx run trainer:train
//
// Seed 0, test split (2026-11-23): AP agent 53.1, 54.5, 54.9, AP role 49.4, 51.5, 52.5, AP kp50 65.8, 66.6, 65.7 at stages
// 1 to 3; chance 15.9, 23.6, 1.1. 3 min 56 s with tensorflow, 9 min with wasm on 2 cores.
import { defineExperiment } from '../src/config';

export default defineExperiment({
  // The detector is trained first, and the model's stem starts from what it has learnt to see.
  init: { stem: 'detector' },
});
