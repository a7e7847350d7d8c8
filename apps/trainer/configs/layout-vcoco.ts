// The turbo loop on layouts of the real V-COCO: boxes, classes and keypoints of its annotation files, without one pixel. No images, no
// downloads, no convolutions; three stages of pair-context HOI and HOI-guided pose on skeletons.
//
//   npx nx run trainer:train -- --config layout-vcoco --set dataset.root=PATH/TO/V-COCO
//
// The folder needs the label files and COCO's annotations, no images. Detections are simulated at the error rates of real detectors
// (libs/datasets/README.md), a share of the images is seen exactly. Its scores, of five seeds and 320 steps beside its
// ablations, and those of the same model trained for longer (photo-model) are in docs/RESULTS.md#layouts-of-v-coco.
import { defineExperiment, stage } from '@turbo-hoi/experiment';

type StageInput = NonNullable<Parameters<typeof stage>[0]>;

/** A stage of the layout configs; HOI and pose learn from each other, as in the paper. */
export const layoutStage = (changes: StageInput = {}): StageInput =>
  stage({
    hoi: { kind: 'pair-context' },
    pose: { kind: 'skeleton' },
    mask: { kind: 'channel', scale: 2 },
    lambdaHoi: 1,
    lambdaPose: 0.05,
    poseToHoiGradient: 1,
    hoiToPoseGradient: 1,
    ...changes,
  });

export default defineExperiment({
  dataset: { kind: 'vcoco', pixels: 'none' },
  detector: { kind: 'detection-noise', noise: 'photo', exactShare: 0.4, lightShare: 0.3 },
  stem: { kind: 'layout' },
  roi: { context: null },
  initialPose: { kind: 'skeleton', lambda: 0 },
  stages: [layoutStage(), layoutStage(), layoutStage()],
  objectBranch: null,
  sampling: {
    images: 32,
    people: 192,
    objects: 40,
    proposals: 32,
    negativePeople: true,
    negativePairs: { near: 0.7, far: 0.15 },
  },
  augment: { channelShuffle: 0, brightness: [1, 1] },
  optimizer: { kind: 'adam', weightDecay: 0.02 },
  schedule: { learningRate: 0.002, warmupSteps: 50, milestones: [], cosine: 0.02 },
  training: { steps: 640, clipNorm: 5 },
  evaluation: {
    split: 'validation',
    detector: { kind: 'detection-noise', noise: 'none' },
    metrics: [{ kind: 'layout' }, { kind: 'vcoco' }, { kind: 'keypoints' }],
  },
});
