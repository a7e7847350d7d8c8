// The default: three stages, both tasks.
//
//   npx nx run trainer:train
//
// Seed 0, test split (2026-11-23): AP agent 53.9, 54.9, 55.3, AP role 49.0, 51.0, 52.1, AP kp50 68.3, 67.3, 67.9 at stages
// 1 to 3; chance 15.8, 22.4, 0.9. 433 s with tensorflow on 2 cores that had other work to do.
import { defineExperiment } from '../src/config';

export default defineExperiment({});
