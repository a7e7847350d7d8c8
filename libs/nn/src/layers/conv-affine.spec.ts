import { createRng } from '@turbo-hoi/core';
import { checkGradients, expectClose, expectNoLeak } from '@turbo-hoi/testing';
import * as tf from '@tensorflow/tfjs';
import { ParameterStore } from '../parameters/parameter-store';
import { Conv2d } from './conv2d';
import { ConvAffine, type ConvAffineOptions } from './conv-affine';
import { FrozenAffine } from './frozen-affine';

const sizes = { in: 3, out: 4 };
const image = tf.randomNormal<tf.Rank.R4>([2, 6, 8, 3], 0, 1, 'float32', 3);

function build(options: Omit<ConvAffineOptions, 'in' | 'out'>) {
  const parameters = new ParameterStore(createRng(0));
  const scopes = { conv: parameters.scope('conv1'), norm: parameters.scope('bn1') };
  const layer = new ConvAffine(scopes, { ...sizes, ...options });
  const statistics = { weight: [1.5, -0.5, 2, 1], bias: [0.1, 0.2, -0.3, 0] };
  const running = { running_mean: [0.5, -0.2, 0, 1], running_var: [1, 0.5, 2, 0.1] };
  for (const [name, values] of Object.entries({ ...statistics, ...running })) {
    parameters.entries().get(`bn1.${name}`)!.assign(tf.tensor1d(values));
  }
  return { parameters, layer, scopes };
}

test.each([
  [{ kernel: 3 }],
  [{ kernel: 3, stride: 2 }],
  [{ kernel: 1, stride: 2, relu: false }],
  [{ kernel: 1, relu: false }],
] as const)('%p is a convolution, a frozen affine and a ReLU', (options) => {
  const { layer, scopes } = build(options);
  const conv = new Conv2d(scopes.conv, { ...sizes, ...options, bias: false });
  const plain = new FrozenAffine(scopes.norm, { channels: 4 }).forward(conv.forward(image));
  const expected = 'relu' in options ? plain : tf.relu(plain);
  expectClose(layer.forward(image), expected.dataSync());
});

test('has correct gradients in input and weight by finite differences', () => {
  const { layer, parameters } = build({ kernel: 3 });
  // With these numbers no ReLU changes sign within a step of the difference.
  checkGradients((x) => layer.forward(x as tf.Tensor4D), [image], { step: 1e-3, relative: 2e-2 });
  const weight = parameters.entries().get('conv1.weight')!;
  const loss = () => tf.sum<tf.Scalar>(tf.square(layer.forward(image)));
  const { grads } = tf.variableGrads(loss);
  const slope = (step: number) => {
    const before = weight.clone();
    weight.assign(tf.add(before, tf.mul(grads[weight.name], step)));
    const value = loss().dataSync()[0];
    weight.assign(before);
    return value;
  };
  const expected = tf.sum(tf.square(grads[weight.name])).dataSync()[0];
  expectClose([(slope(1e-5) - slope(-1e-5)) / 2e-5], [expected], { relative: 2e-2 });
});

test('only the convolution is trainable, and nothing if frozen', () => {
  expect([...build({ kernel: 3 }).parameters.trainable().keys()]).toEqual(['conv1.weight']);
  const { parameters } = build({ kernel: 3, trainable: false });
  expect([...parameters.trainable().keys()]).toEqual([]);
});

test('accepts an empty batch', () => {
  const { layer } = build({ kernel: 3, stride: 2 });
  expect(layer.forward(tf.zeros([0, 6, 8, 3])).shape).toEqual([0, 3, 4, 4]);
});

test('leaves no tensor behind', () => {
  const { layer } = build({ kernel: 3 });
  expectNoLeak(() => layer.forward(image));
});
