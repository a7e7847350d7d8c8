import { descendingOrder } from '../ranking/descending-order';
import type { HicoDetections, HicoImage } from './hico-image';
import { pairOverlap } from './pair-overlap';

const MIN_OVERLAP = 0.5;

/**
 * Marks [m] the true positives of one image: the detections that overlap their best pair of the same
 * HOI by at least 0.5 and are the best scored ones to do so. The second best pair is never tried.
 */
export function matchPairs(image: HicoImage, detections: HicoDetections): Uint8Array {
  const right = new Uint8Array(detections.hois.length);
  if (image.hois.length === 0) return right;
  const taken = new Uint8Array(image.hois.length);
  for (const row of descendingOrder(detections.scores, 'earlier-first')) {
    const pair = bestPair(image, detections, row);
    if (pair < 0 || taken[pair]) continue;
    taken[pair] = 1;
    right[row] = 1;
  }
  return right;
}

/** The first pair of the same HOI of highest overlap; -1 if it is below the minimum. */
export function bestPair(image: HicoImage, detections: HicoDetections, row: number): number {
  let best = -1;
  let most = -Infinity;
  for (let pair = 0; pair < image.hois.length; pair++) {
    if (image.hois[pair] !== detections.hois[row]) continue;
    const overlap = pairOverlap(detections, row, image, pair);
    if (overlap > most) [best, most] = [pair, overlap];
  }
  return most >= MIN_OVERLAP ? best : -1;
}
