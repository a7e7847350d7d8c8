import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import {
  checkGradients,
  expectGolden,
  expectNoLeak,
  golden,
  type GoldenArray,
  type GoldenOp,
  goldenTensor,
} from '@turbo-hoi/testing';
import { roiAlign, roiAlignInChunks } from './roi-align';
import type { RoiAlignOptions } from './roi-sampling';
import { toRois } from './to-rois';

type Case = GoldenOp &
  RoiAlignOptions &
  Record<'map' | 'boxes' | 'imageIndex' | 'dmap', GoldenArray>;

const cases = golden<Case[]>(join(__dirname, '__golden__/roi-align.json'));

function inputs({ map, boxes, imageIndex }: Case) {
  return {
    map: goldenTensor<tf.Tensor4D>(map),
    rois: {
      boxes: goldenTensor<tf.Tensor2D>(boxes),
      imageIndex: goldenTensor<tf.Tensor1D>(imageIndex, 'int32'),
    },
  };
}

describe('roiAlign', () => {
  it.each(cases)(
    'equals torchvision: aligned $aligned, side $side, $samplingRatio samples',
    (expected) => {
      const { map, rois } = inputs(expected);
      expectGolden(() => roiAlign(map, rois, expected), expected, [[map, expected.dmap]]);
      expectNoLeak(() => roiAlign(map, rois, expected));
      expectNoLeak(() => tf.grad((map) => roiAlign(map as tf.Tensor4D, rois, expected))(map));
    },
  );

  it.each([1, 400, 900])('returns the same in chunks of %p numbers', (limit) => {
    const { map, rois } = inputs(cases[0]);
    const chunked = (map: tf.Tensor) => roiAlignInChunks(map as tf.Tensor4D, rois, cases[0], limit);
    expectGolden(() => chunked(map), cases[0], [[map, cases[0].dmap]]);
    expectNoLeak(() => tf.grad(chunked)(map));
  });

  describe('of rois in the order of their images', () => {
    const ordered = (expected: Case) => {
      const { map, rois } = inputs(expected);
      const boxes = rois.boxes.dataSync<'float32'>();
      const images = [...rois.imageIndex.dataSync<'int32'>()];
      const order = [...images.keys()].sort((a, b) => images[a] - images[b]);
      const [batch] = map.shape;
      return {
        map,
        order: tf.tensor1d(order, 'int32'),
        rois: toRois(
          Float32Array.from(order.flatMap((i) => [...boxes.subarray(4 * i, 4 * i + 4)])),
          Int32Array.from(order, (i) => images[i]),
          batch,
        ),
      };
    };

    it.each([2 ** 25, 1, 900])('returns the same in chunks of %p numbers', (limit) => {
      for (const expected of cases) {
        const { map, rois, order } = ordered(expected);
        expect(rois.perImage).toHaveLength(map.shape[0]);
        const pool = (map: tf.Tensor) =>
          tf.tidy(() => {
            const pooled = roiAlignInChunks(map as tf.Tensor4D, rois, expected, limit);
            // Back to the order of the expected rois.
            return tf.unsortedSegmentSum(pooled, order, order.size) as tf.Tensor4D;
          });
        expectGolden(() => pool(map), expected, [[map, expected.dmap]]);
        expectNoLeak(() => tf.grad(pool)(map));
      }
    });

    it('the gradient is 0 for an image without rois', () => {
      const rois = toRois(Float32Array.of(0, 0, 2, 2), Int32Array.of(1), 3);
      const options = { side: 2, spatialScale: 1, aligned: true };
      const map = tf.ones([3, 4, 4, 1]);
      const gradient = tf.grad((map) => roiAlign(map as tf.Tensor4D, rois, options))(map);
      expect([...gradient.sum([1, 2, 3]).dataSync()]).toEqual([0, expect.closeTo(4, 5), 0]);
    });

    it('refuses counts that do not add up to the number of rois', () => {
      const { map, rois } = inputs(cases[0]);
      const wrong = { ...rois, perImage: [1] };
      expect(() => roiAlign(map, wrong, cases[0])).toThrow(/perImage/);
    });
  });

  it('has correct gradients by finite differences', () => {
    const rois = {
      boxes: tf.tensor2d([
        [1, 2, 9, 12],
        [-3, 0, 4, 30],
      ]),
      imageIndex: tf.tensor1d([0, 0], 'int32'),
    };
    const map = tf.randomNormal([1, 4, 3, 2], 0, 1, 'float32', 5);
    const options = { side: 2, spatialScale: 0.25, aligned: true };
    checkGradients((map) => roiAlign(map as tf.Tensor4D, rois, options), [map]);
  });

  it('samplingRatio is 2 by default', () => {
    const { map, rois } = inputs(cases[0]);
    const { samplingRatio, ...options } = cases[0];
    expect(samplingRatio).toBe(2);
    expectGolden(() => roiAlign(map, rois, options), cases[0], [[map, cases[0].dmap]]);
  });

  it('returns the same for one roi alone as among others', () => {
    const { map, rois } = inputs(cases[0]);
    const all = roiAlign(map, rois, cases[0]);
    const one = { boxes: rois.boxes.slice(2, 1), imageIndex: rois.imageIndex.slice(2, 1) };
    expect([...roiAlign(map, one, cases[0]).dataSync()]).toEqual([...all.slice(2, 1).dataSync()]);
  });

  it('returns empty features and a zero gradient for no rois', () => {
    const { map } = inputs(cases[0]);
    const none = { boxes: tf.zeros([0, 4]) as tf.Tensor2D, imageIndex: tf.tensor1d([], 'int32') };
    const pool = (map: tf.Tensor) => roiAlign(map as tf.Tensor4D, none, { ...cases[0], side: 7 });
    expect(pool(map).shape).toEqual([0, 7, 7, map.shape[3]]);
    const gradient = tf.grad((map) => tf.add(tf.sum(pool(map)), tf.sum(map)))(map);
    expect(new Set(gradient.dataSync())).toEqual(new Set([1]));
    expectNoLeak(() => pool(map));
  });
});
