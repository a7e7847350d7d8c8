import type { FeatureMap, RoiMap, Rois } from '@turbo-hoi/core';
import { emptyResult } from '../autodiff/empty-result';
import { FusedKernel } from '../autodiff/fused-kernel';
import { withGradient } from '../autodiff/with-gradient';
import type { RoiAlignOptions } from './roi-sampling';

const forward = new FusedKernel('TurboRoiAlign');
const backward = new FusedKernel('TurboRoiAlignGrad');

/** Whether the active backend pools regions in one op. */
export const hasFusedRoiAlign = (): boolean => forward.exists;

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
      return forward.run({ map, boxes, image }, attributes)[0] as RoiMap;
    },
    (dy, [map, boxes, image]) => backward.run({ dy, map, boxes, image }, attributes),
  );
}
