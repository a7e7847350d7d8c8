import { ACTION_LOGITS, boxAt, encodeBox, TARGET_OFFSETS } from '@turbo-hoi/core';
import type { LayoutPrediction } from '@turbo-hoi/evaluation';
import type { ImagePrediction, PairIndices } from '../../predictor/prediction';
import { pairIndices } from '../../predictor/pair-detections';

export interface PairScoring {
  /** Exponent of s_h · s_o. */
  readonly power: number;
  /** σ of Eq. 3. */
  readonly sigma: number;
}

/**
 * The scores of an image's pairs: s_a of the pair or, if the stage scores people, s_a · g of Eq. 3; times (s_h · s_o)^power. Null if the stage
 * recognises no actions.
 *
 * @param columns A
 */
export function scoredPairs(
  prediction: ImagePrediction,
  stage: number,
  columns: number,
  { power, sigma }: PairScoring,
): Pick<LayoutPrediction, 'pairs' | 'peopleScores'> | null {
  const { pairs: ofPairs, out } = prediction.stages[stage];
  const actions = ofPairs?.[ACTION_LOGITS];
  if (actions && prediction.pairs)
    return { pairs: weighted(prediction, prediction.pairs, actions, power) };
  const [people, offsets] = [out?.[ACTION_LOGITS], out?.[TARGET_OFFSETS]];
  if (!people || !offsets) return null;
  const pairs = pairIndices(prediction);
  const located = locatedActions(prediction, pairs, people, offsets, columns, sigma);
  return { pairs: weighted(prediction, pairs, located, power), peopleScores: people };
}

function weighted(
  { detections: { scores }, people }: ImagePrediction,
  pairs: PairIndices,
  actions: Float32Array,
  power: number,
): LayoutPrediction['pairs'] {
  const { person, object } = pairs;
  const columns = actions.length / Math.max(1, person.length);
  const weights = Float32Array.from(person, (one, pair) =>
    Math.pow(scores[people[one]] * scores[object[pair]], power),
  );
  return {
    ...pairs,
    scores: actions.map((score, at) => score * weights[Math.floor(at / columns)]),
  };
}

/** s_a · g for every pair, [pairs,A]. */
function locatedActions(
  { detections, personBoxes }: ImagePrediction,
  { person, object }: PairIndices,
  actions: Float32Array,
  offsets: Float32Array,
  columns: number,
  sigma: number,
): Float32Array {
  const located = new Float32Array(person.length * columns);
  person.forEach((row, pair) => {
    const code = encodeBox(boxAt(detections.boxes, object[pair]), boxAt(personBoxes, row));
    for (let column = 0; column < columns; column++) {
      const at = row * columns + column;
      let distance = 0;
      for (let i = 0; i < 4; i++) distance += (code[i] - offsets[4 * at + i]) ** 2;
      located[pair * columns + column] = actions[at] * Math.exp(-distance / (2 * sigma * sigma));
    }
  });
  return located;
}
