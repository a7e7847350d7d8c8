import { COCO_KEYPOINTS, createRng, type Layout, selectPlugin, STEMS } from '@turbo-hoi/core';
import { ParameterStore, toRois } from '@turbo-hoi/nn';
import { expectClose, expectNoLeak } from '@turbo-hoi/testing';
import * as tf from '@tensorflow/tfjs';
import { Container } from 'inversify';
import { stemModule } from '../stem.module';
import { boxTokens } from './box-tokens';

const container = new Container();
container.load(stemModule);

function build(options: object = {}) {
  const parameters = new ParameterStore(createRng(0));
  const stem = selectPlugin(
    container,
    STEMS,
    { kind: 'layout', channels: 5, ...options },
    'stem',
  ).create({
    parameters,
    dataset: { objectClasses: ['person', 'ball'], keypoints: COCO_KEYPOINTS },
  });
  return { stem, parameters };
}

/** A person of 100×50 and a ball of half a pixel, in images of 200×100 and 400×400; a padding row. */
const layout: Layout = {
  objects: {
    rois: toRois(
      Float32Array.of(0, 50, 100, 100, 200, 300, 200.5, 300.5, 0, 0, 1, 1),
      Int32Array.of(0, 1, 1),
      2,
    ),
    classes: tf.tensor1d([0, 1, -1], 'int32'),
    scores: tf.tensor1d([0.9, 0.4, 0]),
    keypoints: tf.zeros([3, 17, 3]),
  },
  sizes: tf.tensor2d([
    [200, 100],
    [400, 400],
  ]),
};

it('describes boxes by their place and size in their image, score and shape', () => {
  const [first, second] = boxTokens(layout).arraySync();
  const [half, least] = [Math.log(0.5), Math.log(0.003)];
  expectClose(first, [-0.5, 0.5, 0.5, 0.5, half, half, 0.9, Math.log(2)]);
  expectClose(second, [0.00125, 0.50125, 0.0025, 0.0025, least, least, 0.4, 0]);
});

it('has a token for each detection, which depends on its class and its skeleton', () => {
  const { stem } = build();
  const tokens = stem.regions!(layout);
  expect(tokens.shape).toEqual([3, 1, 1, 5]);
  const changed = (changes: Partial<Layout['objects']>) => {
    const after = stem.regions!({ ...layout, objects: { ...layout.objects, ...changes } });
    const different = tf.any(tf.notEqual(after, tokens), [1, 2, 3]).dataSync();
    return Array.from(different, Boolean);
  };
  expect(changed({ classes: tf.tensor1d([0, 0, -1], 'int32') })).toEqual([false, true, false]);
  const keypoints = tf.tensor3d(
    Array(3 * 51)
      .fill(0)
      .fill(0.5, 0, 51),
    [3, 17, 3],
  );
  expect(changed({ keypoints })).toEqual([true, false, false]);
});

it('reads no skeletons if they are switched off', () => {
  const objects = { ...layout.objects, keypoints: undefined };
  const { stem } = build({ skeletons: false });
  expect(stem.regions!({ ...layout, objects }).shape).toEqual([3, 1, 1, 5]);
  expect(() => build().stem.regions!({ ...layout, objects })).toThrow('stem.skeletons');
});

it('has an empty map of the declared shape', () => {
  expect(build().stem.features(tf.ones([2, 1, 1, 3])).shape).toEqual([2, 1, 1, 5]);
});

it('does not leak', () => {
  const { stem, parameters } = build();
  expectNoLeak(() => stem.regions!(layout));
  const variables = [...parameters.trainable().values()];
  expectNoLeak(() => tf.variableGrads(() => tf.sum(stem.regions!(layout)), variables));
});
