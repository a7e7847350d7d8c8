import { createRng, type DetectorBatch } from '@turbo-hoi/core';
import { ParameterStore } from '@turbo-hoi/nn';
import { expectClose } from '@turbo-hoi/testing';
import * as tf from '@tensorflow/tfjs';
import { useWasm } from '../../testing/use-wasm';
import { createNetwork } from '../network/create-network';
import { smallFasterRcnnSchema } from '../detector/faster-rcnn-schema';
import { FasterRcnnLearner } from './faster-rcnn-learner';

const context = { training: true, rng: createRng(0) };
const none = new Float32Array(0);

useWasm();

const network = (output: 'proposals' | 'detections') => {
  const parameters = new ParameterStore(createRng(1));
  const options = smallFasterRcnnSchema.parse({
    output,
    network: { widths: [4, 4, 4], blocks: [0, 0], channels: 6, groups: 2, headWidth: 8 },
  });
  const classes = ['person', 'cup'];
  return { parameters, network: createNetwork(parameters, { ...options, classes, input: null }) };
};
const batch = (proposals: Float32Array[] | null, boxes: number[] = []): DetectorBatch => ({
  images: new Uint8Array(3 * 32 * 32).fill(99),
  shape: { batch: 1, height: 32, width: 32 },
  sizes: [{ width: 32, height: 32 }],
  truths: [
    {
      boxes: Float32Array.from(boxes),
      classes: new Int32Array(boxes.length / 4),
      crowds: none,
    },
  ],
  proposals,
});

it('every parameter that its output needs gets a gradient, and no tensor leaks', () => {
  for (const output of ['proposals', 'detections'] as const) {
    const { parameters, network: net } = network(output);
    const learner = new FasterRcnnLearner(net);
    const regions = output === 'proposals' ? null : [Float32Array.of(2, 2, 20, 20)];
    const before = tf.memory().numTensors;
    const { value, grads } = tf.variableGrads(
      () => tf.tidy(() => learner.loss(batch(regions, [3, 3, 19, 21]), context).total),
      [...parameters.trainable().values()],
    );
    expect(Object.keys(grads)).toHaveLength(parameters.trainable().size);
    tf.dispose([value, grads]);
    expect(tf.memory().numTensors).toBe(before);
    parameters.dispose();
  }
});

it('an image without boxes has an objectness loss and a box loss of 0', () => {
  const { parameters, network: net } = network('proposals');
  const { parts, total } = new FasterRcnnLearner(net).loss(batch(null), context);
  expect(parts.map(({ name }) => name)).toEqual(['rpn.objectness', 'rpn.box']);
  expect(parts[1].value.dataSync()[0]).toBe(0);
  expect(total.dataSync()[0]).toBeGreaterThan(0);
  parameters.dispose();
});

it('detects the object of an image after a hundred steps on it', async () => {
  const { parameters, network: net } = network('proposals');
  const learner = new FasterRcnnLearner(net, { rpn: { balanced: true } });
  const shown = batch(null, [8, 6, 22, 26]);
  // A bright patch in the box.
  for (let y = 6; y < 26; y++) shown.images.fill(220, 3 * (32 * y + 8), 3 * (32 * y + 22));
  const optimizer = tf.train.adam(0.02);
  const variables = [...parameters.trainable().values()];
  for (let step = 0; step < 100; step++)
    optimizer.minimize(() => learner.loss(shown, context).total, false, variables);
  const [boxes] = await learner.propose(shown);
  expectClose(boxes.subarray(0, 4), [8, 6, 22, 26], { absolute: 1.5 });
  optimizer.dispose();
  parameters.dispose();
});
