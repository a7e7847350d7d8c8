/** Boxes of one image, in any order. */
export interface FoundBoxes {
  /** [4n] xyxy */
  readonly boxes: Float32Array;
  /** [n], where they have any. */
  readonly labels?: ArrayLike<number>;
  readonly scores?: ArrayLike<number>;
}

export interface BoxComparison {
  /** Largest difference of an edge from that of the nearest box of the same label, either way; ∞ where there is none, or nothing to compare. */
  readonly distance: number;
  /** Largest difference of a score from that box's. */
  readonly score: number;
  /** How many of the expected boxes hang on no last digit, of how many. */
  readonly decided: number;
  readonly total: number;
}

/** Boxes nearer than this are the same one. */
const SAME = 0.1;

/**
 * Compares boxes with those of another implementation, of which `expected` are computed in double and `single` in single precision.
 *
 * What these two disagree about is left to chance: a near tie of scores, or an overlap next to the threshold.
 */
export function compareBoxes(
  found: FoundBoxes,
  expected: FoundBoxes,
  single: FoundBoxes,
): BoxComparison {
  let [distance, score, decided] = [0, 0, 0];
  const total = expected.boxes.length / 4;
  for (let i = 0; i < total; i++) {
    if (!(nearest(expected, i, single).distance < SAME)) continue;
    decided++;
    const match = nearest(expected, i, found);
    distance = Math.max(distance, match.distance);
    if (match.index < 0 || !expected.scores || !found.scores) continue;
    score = Math.max(score, Math.abs(expected.scores[i] - found.scores[match.index]));
  }
  for (let i = 0; i < found.boxes.length / 4; i++) {
    const [a, b] = [nearest(found, i, expected), nearest(found, i, single)];
    distance = Math.max(distance, Math.min(a.distance, b.distance));
  }
  return { distance: decided > 0 ? distance : Infinity, score, decided, total };
}

/** The box of `others` next to box `i`, with its label. */
function nearest(
  { boxes, labels }: FoundBoxes,
  i: number,
  others: FoundBoxes,
): { readonly index: number; readonly distance: number } {
  let best = { index: -1, distance: Infinity };
  for (let index = 0; index < others.boxes.length / 4; index++) {
    if (labels?.[i] !== others.labels?.[index]) continue;
    const edges = [0, 1, 2, 3].map((e) => Math.abs(boxes[4 * i + e] - others.boxes[4 * index + e]));
    const distance = Math.max(...edges);
    if (distance < best.distance) best = { index, distance };
  }
  return best;
}
