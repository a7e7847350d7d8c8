import { descendingOrder } from '../ranking/descending-order';
import { interpolatedAp } from '../ranking/interpolated-ap';
import { OutcomeLog } from '../ranking/outcome-log';
import type { CocoImage } from './coco-image';
import { matchCoco } from './coco-matching';
import { COCO_RECALLS, COCO_THRESHOLDS, type AreaRange } from './coco-params';

/** By threshold of {@link COCO_THRESHOLDS}, in 0..1. */
export interface CocoCurves {
  /** [10], mean precision over {@link COCO_RECALLS}. */
  readonly precision: Float64Array;
  /** [10], the final recall. */
  readonly recall: Float64Array;
}

const THRESHOLDS = COCO_THRESHOLDS.length;

// A flag word has "matched" in its lower and "ignored" in its upper half, one bit per threshold.
const IGNORED_SHIFT = 16;
const EVERY_THRESHOLD = (1 << THRESHOLDS) - 1;

/**
 * pycocotools' `COCOeval` for one class and one range of areas, with any similarity.
 *
 * Equal scores of different images rank in the order of `add` (pycocotools: by image id).
 */
export class CocoAccumulator {
  private readonly log = new OutcomeLog();
  private positives = 0;
  /** [limits · thresholds], true positives among the best detections of each image. */
  private readonly found: Uint32Array;

  /** @param limits for `recallWithin`: maximum numbers of detections per image */
  constructor(
    private readonly range: AreaRange,
    private readonly limits: readonly number[] = [],
  ) {
    this.found = new Uint32Array(limits.length * THRESHOLDS);
  }

  add(image: CocoImage): void {
    const ignored = image.ignored.map((flag, g) => flag || Number(this.outside(image.areas[g])));
    for (const flag of ignored) this.positives += 1 - flag;
    if (image.scores.length === 0) return;
    const matches = matchCoco({ ...image, ignored }, COCO_THRESHOLDS);
    for (let d = 0; d < image.scores.length; d++) {
      const matched = matches.matched[d];
      // An unmatched detection outside this range of areas is not a false positive.
      const stray = this.outside(image.detectionAreas[d]) ? EVERY_THRESHOLD & ~matched : 0;
      this.log.push(image.scores[d], matched | ((matches.ignored[d] | stray) << IGNORED_SHIFT));
      this.count(d, matched & ~matches.ignored[d]);
    }
  }

  /** Null without positives. */
  curves(): CocoCurves | null {
    if (this.positives === 0) return null;
    const { scores, flags } = this.log;
    const ranked = descendingOrder(scores, 'earlier-first').map((at) => flags[at]);
    const precision = new Float64Array(THRESHOLDS);
    const recall = new Float64Array(THRESHOLDS);
    for (let t = 0; t < THRESHOLDS; t++) {
      const hits = outcomes(ranked, t);
      precision[t] = interpolatedAp(hits, this.positives, COCO_RECALLS);
      recall[t] = hits.reduce((sum, hit) => sum + hit, 0) / this.positives;
    }
    return { precision, recall };
  }

  /**
   * [10], the recall by threshold of only the best detections of each image; null without
   * positives.
   *
   * @param limit one of the constructor's
   */
  recallWithin(limit: number): Float64Array | null {
    if (this.positives === 0) return null;
    const at = this.limits.indexOf(limit) * THRESHOLDS;
    return Float64Array.from(
      this.found.subarray(at, at + THRESHOLDS),
      (found) => found / this.positives,
    );
  }

  private count(rank: number, found: number): void {
    this.limits.forEach((limit, l) => {
      if (rank >= limit) return;
      for (let t = 0; t < THRESHOLDS; t++) this.found[l * THRESHOLDS + t] += (found >>> t) & 1;
    });
  }

  private outside(area: number): boolean {
    return area < this.range[0] || area > this.range[1];
  }
}

/** True (1) and false (0) positives at the t-th threshold, without ignored ones. */
function outcomes(ranked: Uint32Array, t: number): Uint8Array {
  const hits = new Uint8Array(ranked.length);
  let count = 0;
  for (let i = 0; i < ranked.length; i++) {
    const flags = ranked[i] >>> t;
    if (!((flags >>> IGNORED_SHIFT) & 1)) hits[count++] = flags & 1;
  }
  return hits.subarray(0, count);
}
