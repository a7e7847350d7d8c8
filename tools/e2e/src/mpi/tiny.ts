const block = { channels: 4, deconvChannels: 2, groups: 1 };
const stage = {
  hoi: { kind: 'explicit', width: 4, layers: 1 },
  pose: { kind: 'hoi-guided', convs: 1, ...block },
};

/** An experiment whose steps take little time, with dropout, running statistics and augmentation. */
export const TINY = {
  name: 'tiny',
  dataset: { kind: 'synthetic', size: 32, train: 24, test: 40 },
  detector: { kind: 'annotated' },
  stem: { kind: 'small', widths: [2, 2, 2], blocks: [1, 1], channels: 4, groups: 1 },
  roi: { side: 2, context: null },
  initialPose: { convs: 1, ...block },
  stages: [{ ...stage, hoi: { ...stage.hoi, dropout: 0.3, standardize: true } }],
  objectBranch: { blocks: 0, groups: 1 },
  sampling: { images: 4, people: 8, proposals: 8, accumulate: 4 },
  // In steps, so that a run that is made longer has the same.
  schedule: { milestones: [15] },
  training: { steps: 20, checkpointEvery: 5, keepCheckpoints: 4, compareWeightsEvery: 5 },
};
