// The model of photographs that @turbo-hoi/photo ships: layout-vcoco, trained for longer. `photo:train` trains it and writes the package's
// file; as a config it leaves an ordinary run.
//
//   npx nx run photo:train -- --root PATH/TO/V-COCO
//
// Results: libs/photo/MODEL_CARD.md.
import { defineExperiment } from '@turbo-hoi/experiment';
import layout from './layout-vcoco';

export default defineExperiment({
  ...layout,
  training: { ...layout.training, steps: 1900, checkpointEvery: 475, logEvery: 100 },
  // The scores of detections are inputs of a pair's score already; their geometric mean as a further factor keeps doubtful boxes back.
  targetChoice: { detectionPower: 0.5 },
});
