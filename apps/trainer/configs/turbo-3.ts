// npx nx run trainer:train
import { defineExperiment } from '../src/config';

export default defineExperiment({});
