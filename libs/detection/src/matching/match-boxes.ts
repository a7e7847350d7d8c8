export interface MatchOptions {
  /** Least IoU of a foreground candidate. */
  readonly foreground: number;
  /** Candidates of a lower IoU are background; those between both thresholds are ignored. */
  readonly background: number;
  /** Whether the best candidates of every annotated box are foreground even below the threshold (anchors: true). */
  readonly keepBest: boolean;
}

/** Match of a background candidate. */
export const BACKGROUND = -1;
/** Match of an ignored candidate, which is never sampled. */
export const IGNORED = -2;

/**
 * Assigns an annotated box to each candidate: torchvision's `Matcher` over `box_iou`.
 *
 * candidates [4n], annotated [4m] xyxy → [n]: index of an annotated box, {@link BACKGROUND} or {@link IGNORED}.
 */
export function matchBoxes(
  candidates: Float32Array,
  annotated: Float32Array,
  { foreground, background, keepBest }: MatchOptions,
): Int32Array {
  const [n, m] = [candidates.length / 4, annotated.length / 4];
  const matches = new Int32Array(n).fill(BACKGROUND);
  const ious = new Float32Array(keepBest ? n * m : 0);
  const bestOf = new Float32Array(m).fill(-1);
  const nearest = new Int32Array(n);
  for (let i = 0; i < n; i++) {
    let best = -1;
    for (let j = 0; j < m; j++) {
      const iou = iouAt(candidates, i, annotated, j);
      if (keepBest) {
        ious[i * m + j] = iou;
        if (ious[i * m + j] > bestOf[j]) bestOf[j] = iou;
      }
      if (iou > best) [best, nearest[i]] = [iou, j];
    }
    if (m > 0 && best >= foreground) matches[i] = nearest[i];
    else if (m > 0 && best >= background) matches[i] = IGNORED;
  }
  if (!keepBest) return matches;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < m; j++) {
      // As in torchvision, every candidate with the best IoU of some box is assigned the box that it overlaps most.
      // Unlike torchvision, a best IoU of 0 does not count: it would make every candidate foreground.
      if (bestOf[j] > 0 && ious[i * m + j] === bestOf[j]) matches[i] = nearest[i];
    }
  }
  return matches;
}

/**
 * IoU of box `first` of `a` and box `second` of `b`, both [4n] xyxy without inverted boxes: `boxIou` without
 * allocations, for millions of pairs.
 */
export function iouAt(a: Float32Array, first: number, b: Float32Array, second: number): number {
  const i = 4 * first;
  const j = 4 * second;
  const width = Math.min(a[i + 2], b[j + 2]) - Math.max(a[i], b[j]);
  if (!(width > 0)) return 0;
  const height = Math.min(a[i + 3], b[j + 3]) - Math.max(a[i + 1], b[j + 1]);
  if (!(height > 0)) return 0;
  const shared = width * height;
  const area = (x: Float32Array, k: number) => (x[k + 2] - x[k]) * (x[k + 3] - x[k + 1]);
  return shared / (area(a, i) + area(b, j) - shared);
}
