import { boxAt, encodeBox, type XyxyBox } from '@turbo-hoi/core';

/** σ of Eq. 3, the paper's value. */
export const TARGET_SIGMA = 0.3;

export interface TargetChoice {
  /** Index of the chosen object; -1: no candidate. */
  readonly object: number;
  /** g of Eq. 3, in 0..1; 1 without a candidate, so that the score depends on the action alone. */
  readonly probability: number;
}

export interface TargetChoiceOptions {
  /** One σ of Eq. 3, or a standard deviation of each of the offsets' numbers. Default {@link TARGET_SIGMA}. */
  readonly sigma?: number | ArrayLike<number>;
  /** Weights every candidate's probability by its detection score. Default false, as in the paper. */
  readonly weighByScore?: boolean;
}

/** Detected objects that may be a target. */
export interface TargetCandidates {
  /** Flat xyxy, 4n. */
  readonly boxes: Float32Array;
  /** n. */
  readonly scores: Float32Array;
}

/** Objects coded relative to one person, computed once for all columns. */
export interface CodedCandidates {
  /** Eq. 2's code of each object's box relative to the person's, 4n. */
  readonly codes: Float64Array;
  /** n. */
  readonly scores: Float32Array;
}

/** Codes every object relative to a person. */
export function codeCandidates(
  person: XyxyBox,
  { boxes, scores }: TargetCandidates,
): CodedCandidates {
  const codes = new Float64Array(boxes.length);
  for (let i = 0; i < scores.length; i++) codes.set(encodeBox(boxAt(boxes, i), person), 4 * i);
  return { codes, scores };
}

/**
 * Eq. 3: the object whose box is closest to the predicted target box.
 *
 * @param offsets mu_a, four numbers from index `at`
 * @param exclude index of a candidate that cannot be the target: the person itself
 */
export function chooseTarget(
  person: XyxyBox,
  offsets: ArrayLike<number>,
  at: number,
  candidates: TargetCandidates,
  options: TargetChoiceOptions = {},
  exclude = -1,
): TargetChoice {
  const isCandidate = (object: number) => object !== exclude;
  return chooseCoded(codeCandidates(person, candidates), offsets, at, isCandidate, options);
}

/**
 * {@link chooseTarget} among the coded objects for which `isCandidate` holds.
 *
 * @param offsets null: g is 1 for every candidate, for modules that score pairs and predict no target box
 * @param pairScore a further factor on each candidate, such as s_a of its pair with the person
 */
export function chooseCoded(
  { codes, scores }: CodedCandidates,
  offsets: ArrayLike<number> | null,
  at: number,
  isCandidate: (object: number) => boolean,
  { sigma = TARGET_SIGMA, weighByScore = false }: TargetChoiceOptions = {},
  pairScore?: (object: number) => number,
): TargetChoice {
  let best: TargetChoice = { object: -1, probability: 1 };
  let bestFit = -Infinity;
  for (let object = 0; object < scores.length; object++) {
    if (!isCandidate(object)) continue;
    // Compared as logarithms: far candidates all have a probability of 0.
    const logProbability = logTargetProbability(codes, object, offsets, at, sigma);
    const factor = (weighByScore ? scores[object] : 1) * (pairScore?.(object) ?? 1);
    const fit = logProbability + Math.log(factor);
    if (fit > bestFit) {
      bestFit = fit;
      best = { object, probability: Math.exp(logProbability) };
    }
  }
  return best;
}

/**
 * The logarithm of g of Eq. 3 for one object; 0 where the object lies as expected.
 *
 * @param codes of the objects relative to the person, 4n
 * @param offsets null: g is 1
 * @param sigma one for all, or one for each of the offsets' numbers
 */
export function logTargetProbability(
  codes: Float64Array,
  object: number,
  offsets: ArrayLike<number> | null,
  at: number,
  sigma: number | ArrayLike<number> = TARGET_SIGMA,
): number {
  let distance = 0;
  if (offsets) {
    for (let i = 0; i < 4; i++) {
      const deviation = typeof sigma === 'number' ? sigma : sigma[at + i];
      distance += ((codes[4 * object + i] - offsets[at + i]) / deviation) ** 2;
    }
  }
  return -distance / 2;
}
