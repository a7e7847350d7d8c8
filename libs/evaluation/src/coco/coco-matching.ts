import type { CocoImage } from './coco-image';

/** The match of each detection by threshold: bit t belongs to the t-th. */
export interface CocoMatches {
  /** [D], set if the detection matches an annotation. */
  readonly matched: Uint32Array;
  /** [D], set if that annotation is ignored. */
  readonly ignored: Uint32Array;
}

/**
 * Greedy matching of pycocotools' `COCOeval.evaluateImg`: each detection, best first, takes the most
 * similar annotation that is not matched yet; ignored ones only if no other matches.
 *
 * Deviation: a NaN similarity never matches (in the original it always does).
 *
 * @param thresholds at most 32
 */
export function matchCoco(image: CocoImage, thresholds: ArrayLike<number>): CocoMatches {
  const detections = image.scores.length;
  const matched = new Uint32Array(detections);
  const ignored = new Uint32Array(detections);
  const order = countedFirst(image.ignored);
  // Bit t: already matched at the t-th threshold.
  const taken = new Uint32Array(order.length);
  for (let d = 0; d < detections; d++) {
    const highest = highestSimilarity(image.similarity, d, order.length);
    for (let t = 0; t < thresholds.length; t++) {
      const threshold = Math.min(thresholds[t], 1 - 1e-10);
      if (highest < threshold) continue;
      const best = mostSimilar(image, order, taken, d, threshold, 1 << t);
      if (best < 0) continue;
      if (!image.crowd[best]) taken[best] |= 1 << t;
      if (!image.unfindable?.[best]) matched[d] |= 1 << t;
      if (image.ignored[best]) ignored[d] |= 1 << t;
    }
  }
  return { matched, ignored };
}

/** The annotation that detection `d` matches, or -1. */
function mostSimilar(
  { similarity, ignored }: CocoImage,
  order: Uint32Array,
  taken: Uint32Array,
  d: number,
  threshold: number,
  bit: number,
): number {
  let best = -1;
  let least = threshold;
  for (let i = 0; i < order.length; i++) {
    const g = order[i];
    if (taken[g] & bit) continue;
    if (best >= 0 && !ignored[best] && ignored[g]) break;
    // The last of equally similar annotations is matched.
    const alike = similarity[d * order.length + g];
    if (alike >= least) [best, least] = [g, alike];
  }
  return best;
}

function highestSimilarity(similarity: Float64Array, d: number, annotations: number): number {
  let highest = -Infinity;
  for (let at = d * annotations; at < (d + 1) * annotations; at++)
    if (similarity[at] > highest) highest = similarity[at];
  return highest;
}

function countedFirst(ignored: Uint8Array): Uint32Array {
  const order = new Uint32Array(ignored.length);
  let at = 0;
  for (const last of [false, true])
    for (let g = 0; g < ignored.length; g++) if (Boolean(ignored[g]) === last) order[at++] = g;
  return order;
}
