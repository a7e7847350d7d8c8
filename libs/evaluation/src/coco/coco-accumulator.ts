import { descendingOrder } from '../ranking/descending-order';
import { OutcomeLog } from '../ranking/outcome-log';
import type { CocoImage } from './coco-image';
import { matchCoco } from './coco-matching';
import { COCO_RECALLS, COCO_THRESHOLDS, type AreaRange } from './coco-params';

/** By threshold of {@link COCO_THRESHOLDS}, in 0..1. */
export interface CocoCurves {
  /** [10], mean precision over {@link COCO_RECALLS}. */
  readonly precision: Float64Array;
  /** [10], the recall reached in the end. */
  readonly recall: Float64Array;
}

// A flag word holds "matched" below and "ignored" above, a bit a threshold.
const IGNORED_SHIFT = 16;
const EVERY_THRESHOLD = (1 << COCO_THRESHOLDS.length) - 1;

/**
 * pycocotools' `COCOeval` for one class and one range of areas, whatever the similarity is.
 *
 * Equal scores of different images rank in the order of `add` (pycocotools: by image id).
 */
export class CocoAccumulator {
  private readonly log = new OutcomeLog();
  private positives = 0;

  constructor(private readonly range: AreaRange) {}

  add(image: CocoImage): void {
    const ignored = image.ignored.map((flag, g) => flag || Number(this.outside(image.areas[g])));
    for (const flag of ignored) this.positives += 1 - flag;
    const matches = matchCoco({ ...image, ignored }, COCO_THRESHOLDS);
    matches.matched.forEach((matched, d) => {
      // What found nothing is no mistake either if it is none of this range.
      const stray = this.outside(image.detectionAreas[d]) ? EVERY_THRESHOLD & ~matched : 0;
      this.log.push(image.scores[d], matched | ((matches.ignored[d] | stray) << IGNORED_SHIFT));
    });
  }

  /** Null where there was nothing to find. */
  curves(): CocoCurves | null {
    if (this.positives === 0) return null;
    const { scores, flags } = this.log;
    const ranked = descendingOrder(scores, 'earlier-first').map((at) => flags[at]);
    const curves = Array.from(COCO_THRESHOLDS, (_, t) => curve(ranked, t, this.positives));
    return {
      precision: Float64Array.from(curves, ({ precision }) => precision),
      recall: Float64Array.from(curves, ({ recall }) => recall),
    };
  }

  private outside(area: number): boolean {
    return area < this.range[0] || area > this.range[1];
  }
}

function curve(ranked: Uint32Array, t: number, positives: number) {
  const recalls: number[] = [];
  const precisions: number[] = [];
  let [right, wrong] = [0, 0];
  for (const flags of ranked) {
    if ((flags >>> (t + IGNORED_SHIFT)) & 1) continue;
    if ((flags >>> t) & 1) right++;
    else wrong++;
    recalls.push(right / positives);
    precisions.push(right / (right + wrong + Number.EPSILON));
  }
  for (let i = precisions.length - 1; i > 0; i--)
    precisions[i - 1] = Math.max(precisions[i - 1], precisions[i]);

  let [sum, at] = [0, 0];
  for (const recall of COCO_RECALLS) {
    while (at < recalls.length && recalls[at] < recall) at++;
    sum += precisions[at] ?? 0;
  }
  return { precision: sum / COCO_RECALLS.length, recall: right / positives };
}
