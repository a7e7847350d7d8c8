/** Boxes of one image, in any order. */
export interface FoundBoxes {
  /** [4n] xyxy */
  readonly boxes: Float32Array;
  /** [n], if the boxes have scores. */
  readonly labels?: ArrayLike<number>;
  readonly scores?: ArrayLike<number>;
}

export interface BoxComparison {
  /** Largest edge difference to the nearest box of the same label, in both directions; ∞ without such a box, or without any boxes. */
  readonly distance: number;
  /** Largest score difference to that box. */
  readonly score: number;
  /** Number of expected boxes on which both precisions agree, and the total. */
  readonly decided: number;
  readonly total: number;
}

/** Boxes closer than this are the same box. */
const SAME = 0.1;

/**
 * Compares boxes with those of another implementation: `expected` in double and `single` in single precision.
 *
 * Boxes on which these two disagree are optional: near ties of scores, or overlaps close to the threshold.
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

/** The box of `others` nearest to box `i` with the same label. */
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
