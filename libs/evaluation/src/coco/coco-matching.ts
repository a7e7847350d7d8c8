import type { CocoImage } from './coco-image';

/** What each detection found, by threshold: bit t is about the t-th. */
export interface CocoMatches {
  /** [D], set where the detection found an annotation. */
  readonly matched: Uint32Array;
  /** [D], set where that annotation is an ignored one. */
  readonly ignored: Uint32Array;
}

/**
 * Greedy matching of pycocotools' `COCOeval.evaluateImg`: each detection, best first, takes the most
 * similar annotation that is free; an ignored one only when no other will do.
 *
 * Deviation: a NaN similarity never matches (in the original it always does).
 *
 * @param thresholds at most 32
 */
export function matchCoco(image: CocoImage, thresholds: ArrayLike<number>): CocoMatches {
  const detections = image.scores.length;
  const order = countedFirst(image.ignored);
  const matched = new Uint32Array(detections);
  const ignored = new Uint32Array(detections);
  for (let t = 0; t < thresholds.length; t++) {
    const taken = new Uint8Array(order.length);
    for (let d = 0; d < detections; d++) {
      const best = mostSimilar(image, order, taken, d, thresholds[t]);
      if (best < 0) continue;
      taken[best] = 1;
      matched[d] |= 1 << t;
      if (image.ignored[best]) ignored[d] |= 1 << t;
    }
  }
  return { matched, ignored };
}

/** The annotation that detection `d` takes, or -1. */
function mostSimilar(
  { similarity, ignored, crowd }: CocoImage,
  order: Uint32Array,
  taken: Uint8Array,
  d: number,
  threshold: number,
): number {
  let best = -1;
  let least = Math.min(threshold, 1 - 1e-10);
  for (const g of order) {
    if (taken[g] && !crowd[g]) continue;
    if (best >= 0 && !ignored[best] && ignored[g]) break;
    // Of equals the last one wins.
    const alike = similarity[d * order.length + g];
    if (alike >= least) [best, least] = [g, alike];
  }
  return best;
}

function countedFirst(ignored: Uint8Array): Uint32Array {
  const indices = Uint32Array.from(ignored, (_, index) => index);
  return indices.sort((a, b) => ignored[a] - ignored[b] || a - b);
}
