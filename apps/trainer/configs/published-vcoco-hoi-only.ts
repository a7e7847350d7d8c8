// The paper's ablation without pose at the published size (Fig. 3a and b): one stage of HOI recognition alone.
//
//   npx nx run trainer:train -- --config published-vcoco-hoi-only --set dataset.root=PATH/TO/V-COCO …, as published-vcoco
//
// Not run: it takes a GPU for days.
import { defineExperiment, stage } from '@turbo-hoi/experiment';
import publishedVcoco, { publishedHoi, publishedStage } from './published-vcoco';

const hoiStage = stage({
  ...publishedStage,
  hoi: { ...publishedHoi, kind: 'multi-task' },
  pose: null,
  mask: { kind: 'none' },
});

export default defineExperiment({ ...publishedVcoco, initialPose: null, stages: [hoiStage] });
