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
  // A pair's probability is learned from right boxes, as that given a right box; whether it is one is what the detections' scores say, which
  // the detector `photo` gives as chances. Their product is the score.
  sampling: {
    ...layout.sampling,
    negativePairs: { near: 0.7, far: 0.15, falseObjects: false },
  },
  targetChoice: { detectionPower: 1 },
});
