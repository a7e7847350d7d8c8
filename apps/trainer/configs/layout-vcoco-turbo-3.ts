// Three stages: the same as layout-vcoco.
//
//   npx nx run trainer:train -- --config layout-vcoco-turbo-3 --set dataset.root=PATH/TO/V-COCO
import { defineExperiment } from '@turbo-hoi/experiment';
import layout from './layout-vcoco';

export default defineExperiment({ ...layout });
