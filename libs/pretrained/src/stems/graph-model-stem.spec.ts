import * as tf from '@tensorflow/tfjs';
import { createRng } from '@turbo-hoi/core';
import { ParameterStore } from '@turbo-hoi/nn';
import { expectClose, expectNoLeak } from '@turbo-hoi/testing';
import { graphModelSchema } from './graph-model-schema';
import { GraphModelStem } from './graph-model-stem';

beforeAll(() => tf.setBackend('cpu'));

const options = graphModelSchema.parse({
  input: 'image',
  nodes: ['fine', 'coarse'],
  multiple: 8,
  channels: 5,
});

/** Pools to strides 4 and 8; channels x, 2x² and, for the coarse one, -x too. */
const graph = {
  execute: (inputs: unknown, nodes: unknown) => {
    const { image } = inputs as { image: tf.Tensor4D };
    if (String(nodes) !== 'fine,coarse') throw new Error(`no node ${String(nodes)}`);
    return [4, 8].map((stride) => {
      const pooled = tf.avgPool(image, stride, stride, 'valid');
      const square = tf.mul(tf.square(pooled), 2);
      return tf.concat(stride === 4 ? [pooled, square] : [pooled, square, tf.neg(pooled)], 3);
    });
  },
  dispose: () => undefined,
};

function build() {
  const store = new ParameterStore(createRng(0));
  return { store, stem: new GraphModelStem(store.scope('stem'), options, graph) };
}

function images(height: number, width: number, seed = 1): tf.Tensor4D {
  return tf.randomUniform([2, height, width, 3], 0, 255, 'float32', seed);
}

test('has the stride of the finest node and trains only the 1×1 convolution', () => {
  const { stem, store } = build();
  expect(stem).toMatchObject({
    stride: 4,
    channels: 5,
    multiple: 8,
    padColor: [127.5, 127.5, 127.5],
  });
  expect(stem.features(images(16, 24)).shape).toEqual([2, 4, 6, 5]);
  expect([...store.entries().keys()]).toEqual(['stem.lateral.weight', 'stem.lateral.bias']);
  expect(store.entries().get('stem.lateral.weight')?.shape).toEqual([1, 1, 6 + 9, 5]);
});

test('does not depend on the scale of the maps', () => {
  const features = (strength: number) => {
    const store = new ParameterStore(createRng(0));
    const execute = (inputs: unknown, nodes: unknown) =>
      graph.execute(inputs, nodes).map((map) => tf.mul(map, strength));
    return new GraphModelStem(store.scope('stem'), options, { ...graph, execute }).features(
      images(16, 16),
    );
  };
  expectClose(features(100_000), features(1000).dataSync(), { absolute: 1e-3 });
});

test('padding at the right does not change features far from it', () => {
  const { stem } = build();
  const x = images(16, 32);
  const other = tf.concat([tf.slice(x, [0, 0, 0, 0], [2, 16, 16, 3]), images(16, 16, 2)], 2);
  const left = (map: tf.Tensor4D) => tf.slice(map, [0, 0, 0, 0], [2, 4, 3, 5]);
  expectClose(left(stem.features(other)), left(stem.features(x)).dataSync());
});

test('gradients reach the convolution and stop there', () => {
  const { stem, store } = build();
  const x = images(8, 8);
  const { grads } = tf.variableGrads(() => tf.sum(tf.square(stem.features(x))));
  expect(Object.keys(grads)).toHaveLength(store.entries().size);
  expect(tf.max(tf.abs(Object.values(grads)[0])).dataSync()[0]).toBeGreaterThan(0);
  const dx = tf.grad((image) => tf.sum(stem.features(image as tf.Tensor4D)))(x);
  expect(tf.max(tf.abs(dx)).dataSync()[0]).toBe(0);
});

test('leaves no tensor behind', () => {
  const { stem } = build();
  const x = images(8, 8);
  expectNoLeak(() => stem.features(x));
});

test('names missing nodes', () => {
  const store = new ParameterStore(createRng(0));
  expect(
    () => new GraphModelStem(store.scope('stem'), { ...options, nodes: ['no'] }, graph),
  ).toThrow(
    expect.objectContaining({
      kind: 'config',
      message: expect.stringContaining('image to no with'),
    }),
  );
});
