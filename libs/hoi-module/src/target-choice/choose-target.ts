import { boxAt, encodeBox, type XyxyBox } from '@turbo-hoi/core';

/** σ of Eq. 3 as in the paper. */
export const TARGET_SIGMA = 0.3;

export interface TargetChoice {
  /** Index of the chosen object; -1: no candidate. */
  readonly object: number;
  /** g of Eq. 3, in 0..1; 1 without a candidate, where only the action is left to score. */
  readonly probability: number;
}

export interface TargetChoiceOptions {
  readonly sigma?: number;
  /** Weighs every candidate's probability by its detection score. Default false, as the paper. */
  readonly weighByScore?: boolean;
}

/** Detected objects that may be a target. */
export interface TargetCandidates {
  /** Flat xyxy, 4n. */
  readonly boxes: Float32Array;
  /** n. */
  readonly scores: Float32Array;
}

/**
 * Eq. 3: the object whose place fits the predicted one best.
 *
 * @param offset mu_a, four numbers at `at` in the array
 * @param exclude index of a candidate that cannot be the target: the person itself
 */
export function chooseTarget(
  person: XyxyBox,
  offsets: ArrayLike<number>,
  at: number,
  candidates: TargetCandidates,
  { sigma = TARGET_SIGMA, weighByScore = false }: TargetChoiceOptions = {},
  exclude = -1,
): TargetChoice {
  let best: TargetChoice = { object: -1, probability: 1 };
  let bestFit = -Infinity;
  for (let object = 0; object < candidates.scores.length; object++) {
    if (object === exclude) continue;
    const code = encodeBox(boxAt(candidates.boxes, object), person);
    let distance = 0;
    for (let i = 0; i < 4; i++) distance += (code[i] - offsets[at + i]) ** 2;
    // Compared as logarithms: far candidates all have a probability of 0.
    const logProbability = -distance / (2 * sigma * sigma);
    const fit = logProbability + (weighByScore ? Math.log(candidates.scores[object]) : 0);
    if (fit > bestFit) {
      bestFit = fit;
      best = { object, probability: Math.exp(logProbability) };
    }
  }
  return best;
}
