// One stage of published-vcoco: the paper's "explicit input" (Fig. 3).
//
//   npx nx run trainer:train -- --config published-vcoco-turbo-1 --set dataset.root=PATH/TO/V-COCO …, as published-vcoco
//
// Not run: it takes a GPU for days.
import { defineExperiment } from '@turbo-hoi/experiment';
import publishedVcoco, { publishedStage } from './published-vcoco';

export default defineExperiment({ ...publishedVcoco, stages: [publishedStage] });
