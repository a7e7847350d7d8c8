import { descendingOrder } from '../ranking/descending-order';
import { interpolatedAp } from '../ranking/interpolated-ap';
import { meanOfDefined } from '../ranking/mean';
import { OutcomeLog } from '../ranking/outcome-log';
import { checkHicoImage, type HicoDetections, type HicoImage } from './hico-image';
import type { HicoResult, HicoSetting } from './hico-result';
import { matchPairs } from './pair-match';

/** The properties of an HOI that the metric uses. */
export interface HicoCategory {
  /** Object class, any number that its HOIs share. */
  readonly object: number;
  /** Located pairs in the training split; null: unknown, neither rare nor non-rare. */
  readonly trainingPairs: number | null;
}

/** Number of training pairs from which an HOI is non-rare. */
const COMMON_FROM = 10;

/** Recall levels as in Octave and NumPy: 3 · 0.1 is more than 0.3, so that a recall of 3 / 10 does not reach it. */
const RECALLS = Float64Array.from({ length: 11 }, (_, i) => i * 0.1);

// Bits of an outcome.
const RIGHT = 1;
const KNOWN_OBJECT = 2;

/**
 * HICO-DET's mAP, as in ywchao/ho-rcnn's `eval_one.m`, for any list of HOIs.
 *
 * Images are added one by one and not kept; add them in the order of the files to break ties as the
 * original does. The original refuses an image with a located pair of an object that the image's labels lack;
 * here such an image counts for that object.
 */
export class HicoEvaluator {
  private readonly logs: readonly OutcomeLog[];
  private readonly positives: Uint32Array;

  constructor(private readonly categories: readonly HicoCategory[]) {
    this.logs = categories.map(() => new OutcomeLog());
    this.positives = new Uint32Array(categories.length);
  }

  /** @throws TurboHoiError (shape) if array lengths disagree, (data) for an HOI that does not exist */
  add(image: HicoImage, detections: HicoDetections): void {
    checkHicoImage(image, detections, this.categories.length);
    const known = new Set<number>();
    for (const hois of [image.hois, image.labels ?? []])
      for (let i = 0; i < hois.length; i++) known.add(this.categories[hois[i]].object);
    for (let pair = 0; pair < image.hois.length; pair++) this.positives[image.hois[pair]]++;

    const right = matchPairs(image, detections);
    for (let row = 0; row < right.length; row++) {
      const hoi = detections.hois[row];
      const place = known.has(this.categories[hoi].object) ? KNOWN_OBJECT : 0;
      this.logs[hoi].push(detections.scores[row], (right[row] * RIGHT) | place);
    }
  }

  result(): HicoResult {
    const ranked = this.logs.map(({ scores, flags }) =>
      descendingOrder(scores, 'earlier-first').map((at) => flags[at]),
    );
    return {
      default: this.setting(ranked),
      knownObject: this.setting(ranked.map((flags) => flags.filter((bits) => bits & KNOWN_OBJECT))),
    };
  }

  private setting(ranked: readonly Uint32Array[]): HicoSetting {
    const perHoi = ranked.map((flags, hoi) => this.averagePrecision(flags, hoi));
    const meanWhere = (counts: (pairs: number | null) => boolean) =>
      meanOfDefined(perHoi.filter((_, hoi) => counts(this.categories[hoi].trainingPairs)));
    return {
      full: meanOfDefined(perHoi),
      rare: meanWhere((pairs) => pairs !== null && pairs < COMMON_FROM),
      nonRare: meanWhere((pairs) => pairs !== null && pairs >= COMMON_FROM),
      perHoi,
    };
  }

  private averagePrecision(ranked: Uint32Array, hoi: number): number {
    const positives = this.positives[hoi];
    if (positives === 0) return 0;
    const hits = ranked.map((bits) => bits & RIGHT);
    return 100 * interpolatedAp(hits, positives, RECALLS);
  }
}
