// The paper's person-centric form on layouts: Eq. 1 to 5 with one vector a person and the expected target box of Eq. 2 and 3, three stages.
//
//   npx nx run trainer:train -- --config layout-vcoco-paper --set dataset.root=PATH/TO/V-COCO
import { defineExperiment } from '@turbo-hoi/experiment';
import layout, { layoutStage } from './layout-vcoco';

const paperStage = layoutStage({
  hoi: { kind: 'explicit', width: 128, dropout: 0.2 },
  mask: { kind: 'fc-sigmoid' },
});

export default defineExperiment({ ...layout, stages: [paperStage, paperStage, paperStage] });
