import * as tf from '@tensorflow/tfjs';
import type { FeatureMap, RoiMap, Rois } from '@turbo-hoi/core';
import { emptyResult } from '../autodiff/empty-result';
import { withGradient } from '../autodiff/with-gradient';
import type { RoiAlignOptions } from './roi-sampling';

const FORWARD = 'TurboRoiAlign';
const BACKWARD = 'TurboRoiAlignGrad';

/** Whether the active backend pools regions in one op: the native one, where its fused ops could be built. */
export function hasFusedRoiAlign(): boolean {
  return tf.getKernel(FORWARD, tf.getBackend()) !== undefined;
}

/** RoIAlign as one op that reads only the cells of the map under a region; only where {@link hasFusedRoiAlign}. */
export function fusedRoiAlign(
  map: FeatureMap,
  { boxes, imageIndex: image }: Rois,
  { side, spatialScale: scale, samplingRatio: ratio = 2, aligned }: RoiAlignOptions,
): RoiMap {
  const { shape } = map;
  if (boxes.shape[0] === 0) return emptyResult([map], [0, side, side, shape[3]]);
  const attributes = { side, ratio, scale, aligned: aligned ? 1 : 0 };
  return withGradient<RoiMap>(
    [map],
    (save) => {
      save(map, boxes, image);
      const [y] = tf
        .engine()
        .runKernel(FORWARD, { map, boxes, image }, attributes) as unknown as RoiMap[];
      return y;
    },
    (dy, [map, boxes, image]) => {
      const inputs = { dy, map, boxes, image };
      return tf.engine().runKernel(BACKWARD, inputs, attributes) as unknown as FeatureMap[];
    },
  );
}
