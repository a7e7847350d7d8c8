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
  dataset: {
    kind: 'synthetic',
    seed: 1000,
    train: 12_000,
    // Limbs are hidden a little less often than in the data set, and less well.
    hiddenOpacity: 0.1,
    limbModes: { clear: 0.28, acting: 0.3, arms: 0.14, legs: 0.16, all: 0.12 },
  },
  detector: { kind: 'small-faster-rcnn', output: 'detections', network: embeddedNetwork },
  detectorTraining: {
    steps: 6000,
    images: 16,
    schedule: { learningRate: 0.004, warmupSteps: 100, milestones: [], cosine: 0.01 },
  },
  training: { checkpointEvery: 500 },
  evaluation: { split: 'validation' },
});
