// The paper's "simple multi-task training" at the published size (Fig. 3a and b): one stage, both tasks share the stem alone. The pose is
// refined without a mask, so that the network is as deep as that of published-vcoco-turbo-1.
//
//   npx nx run trainer:train -- --config published-vcoco-multi-task --set dataset.root=PATH/TO/V-COCO …, as published-vcoco
//
// Not run: it takes a GPU for days.
import { defineExperiment, stage } from '@turbo-hoi/experiment';
import publishedVcoco, { publishedHoi, publishedStage } from './published-vcoco';

const multiTaskStage = stage({
  ...publishedStage,
  hoi: { ...publishedHoi, kind: 'multi-task' },
  mask: { kind: 'none' },
});

export default defineExperiment({ ...publishedVcoco, stages: [multiTaskStage] });
