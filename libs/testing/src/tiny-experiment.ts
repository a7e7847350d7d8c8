const block = { channels: 4, deconvChannels: 2, groups: 1 };
const stage = {
  hoi: { kind: 'explicit', width: 4, layers: 1 },
  pose: { kind: 'hoi-guided', convs: 1, ...block },
};

/** An experiment of four steps, small enough for the slowest backend. */
export const tinyExperiment = {
  name: 'tiny',
  dataset: { kind: 'synthetic', size: 32, train: 4, test: 2 },
  detector: { kind: 'annotated' },
  stem: { kind: 'small', widths: [2, 2, 2], blocks: [1, 1], channels: 4, groups: 1 },
  roi: { side: 2, context: null },
  initialPose: { convs: 1, ...block },
  stages: [stage, stage],
  objectBranch: { blocks: 0, groups: 1 },
  sampling: { images: 1, people: 2, proposals: 2 },
  training: { steps: 4, checkpointEvery: 2, keepCheckpoints: 1 },
};
