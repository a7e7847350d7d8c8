// The default: three stages, both tasks.
//
//   npx nx run trainer:train
import { defineExperiment } from '../src/config';

export default defineExperiment({});
