import { createRng, type DetectorBatch } from '@turbo-hoi/core';
import { ParameterStore } from '@turbo-hoi/nn';
import { useWasm } from '../../testing/use-wasm';
import { smallFasterRcnnTraining } from './small-faster-rcnn-training';

useWasm();

const network = { widths: [4, 4, 4], blocks: [0, 0], channels: 6, groups: 2 };
const batch: Omit<DetectorBatch, 'proposals'> = {
  images: new Uint8Array(3 * 32 * 32).fill(99),
  shape: { batch: 1, height: 32, width: 32 },
  sizes: [{ width: 32, height: 32 }],
  truths: [
    {
      boxes: Float32Array.of(3, 3, 19, 21),
      classes: Int32Array.of(1),
      crowds: new Float32Array(0),
    },
  ],
};

function learn(output: 'proposals' | 'detections') {
  const { name, key, createLearner } = smallFasterRcnnTraining({ output, network });
  const parameters = new ParameterStore(createRng(1));
  const dataset = { objectClasses: ['person', 'cup'] };
  const learner = createLearner({ parameters, dataset, anchors: 16, regions: 8 });
  return { name, key, learner, parameters };
}

test.each([
  ['proposals', 'region proposals', ['rpn.objectness', 'rpn.box']],
  ['detections', 'Faster R-CNN', ['rpn.objectness', 'rpn.box', 'detection.class', 'detection.box']],
] as const)('output %s trains %s', async (output, name, parts) => {
  const { learner, parameters, ...plan } = learn(output);
  expect(plan.name).toBe(name);
  const proposals = await learner.propose(batch);
  expect(proposals === null).toBe(output === 'proposals');
  const report = learner.loss({ ...batch, proposals }, { rng: createRng(0) });
  expect(report.parts.map((part) => part.name)).toEqual(parts);
  expect(learner.padding.multiple).toBeGreaterThan(1);
  parameters.dispose();
});

test('options that do not change the weights do not change the key', () => {
  const keyOf = (options: object) => JSON.stringify(smallFasterRcnnTraining(options).key);
  const proposals = { network, output: 'proposals' };
  expect(keyOf({ ...proposals, nms: 0.4, classes: ['cup'] })).toBe(keyOf(proposals));
  expect(keyOf({ network: { ...network, channels: 12 } })).not.toBe(keyOf(proposals));
  expect(keyOf({ network, output: 'detections', classes: ['cup'] })).not.toBe(
    keyOf({ network, output: 'detections' }),
  );
});

test('refuses options of another detector', () => {
  expect(() => smallFasterRcnnTraining({ depth: 50 })).toThrow(/depth/);
});
