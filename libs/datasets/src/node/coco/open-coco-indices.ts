import { COCO_KEYPOINTS, TurboHoiError, type DatasetContext } from '@turbo-hoi/core';
import type { CocoIndex } from '../../coco/coco-index';
import { openCocoIndex, type OpenCocoOptions } from './open-coco-index';

/**
 * Opens several files of a data set with COCO's 17 keypoints, sequentially, since each uses a whole core.
 *
 * @throws TurboHoiError as `openCocoIndex`, and `data` for other keypoints
 */
export async function openCocoIndices(
  paths: readonly string[],
  options: OpenCocoOptions,
  context: DatasetContext,
): Promise<CocoIndex[]> {
  const indices: CocoIndex[] = [];
  for (const path of paths) {
    const index = await openCocoIndex(path, options, context);
    const [count, expected] = [index.header.keypointWidth / 3, COCO_KEYPOINTS.names.length];
    if (count !== 0 && count !== expected) {
      throw new TurboHoiError(
        'data',
        `${path}: its people have ${count} keypoints; expected COCO's ${expected}.`,
      );
    }
    indices.push(index);
  }
  return indices;
}
