// Photographs of your own with annotations of kind `custom`: the photo model's form on boxes, classes and skeletons, started from the shipped photo
// model, sized to 20 to 500 photographs.
//
//   npx nx run trainer:train -- --config custom --set dataset.root=MY/DATA
//
// Trained on your annotations with the errors of a real detector simulated; evaluated on what the detector `photo` finds in your photographs where
// its npm package is installed, otherwise on your annotated boxes and keypoints. Why layouts, and what to expect: docs/adr/0041.
import { defineExperiment } from '@turbo-hoi/experiment';
import { SHIPPED_MODEL } from '@turbo-hoi/photo/node';
import { hasPackage } from '@turbo-hoi/pretrained/node';
import photoModel from './photo-model';

export default defineExperiment({
  ...photoModel,
  dataset: { kind: 'custom' },
  init: { model: SHIPPED_MODEL },
  sampling: { ...photoModel.sampling, images: 16, people: 96 },
  schedule: { learningRate: 0.001, warmupSteps: 0.06, milestones: [], cosine: 0.02 },
  training: { ...photoModel.training, steps: 600, logEvery: 20 },
  fit: { passes: 16, leastSteps: 60 },
  evaluation: {
    ...photoModel.evaluation,
    split: 'test',
    detector: hasPackage() ? { kind: 'photo' } : { kind: 'detection-noise', noise: 'none' },
  },
});
