// The Faster R-CNN that comes with the embedded data set: where `detector.weights` is `embedded`, runs start from it, as the paper starts from a
// detector that was trained on COCO. Trained on images of its own seed, of which no run sees any.
//
//   npx nx run datasets:detector
//
// Results: libs/datasets/DETECTOR.md.
import { defineExperiment } from '@turbo-hoi/experiment';

/** Sizes of the network, which a config with these weights repeats. */
export const embeddedNetwork = { anchorSizes: [12, 24, 48, 96], headWidth: 256 };

export default defineExperiment({
  dataset: { kind: 'synthetic', seed: 1000, train: 12_000 },
  detector: { kind: 'small-faster-rcnn', output: 'detections', network: embeddedNetwork },
  detectorTraining: {
    steps: 6000,
    images: 16,
    schedule: { learningRate: 0.004, warmupSteps: 100, milestones: [], cosine: 0.01 },
  },
  training: { checkpointEvery: 500 },
  evaluation: { split: 'validation' },
});
