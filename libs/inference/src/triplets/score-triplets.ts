import { ACTION_LOGITS, boxAt, type DatasetInfo, hoiLookup, TARGET_OFFSETS } from '@turbo-hoi/core';
import { chooseCoded, codeCandidates, type TargetChoiceOptions } from '@turbo-hoi/hoi-module';
import type { ImagePrediction } from '../predictor/prediction';
import { pairScores } from './pair-scores';

/** Scores of the actions and triplets of the P people of an image. */
export interface TripletScores {
  /** s_a, [P,A]: of people or, where a stage scores pairs alone, of each person's best pair. */
  readonly actionScores: Float32Array;
  /** s_h · s_a of each action, the larger one of its columns, [P,actions]. */
  readonly agentScores: Float32Array;
  /** Flat xyxy of each column's target, [P,A,4]; zeros where there is none. */
  readonly roleBoxes: Float32Array;
  /**
   * s_h · s_o · s_a · g of each column with a role, [P,A]; 0 for columns without; s_h · s_a · `unseenScore` without a target. s_a is the pair's
   * where the stage scores pairs.
   */
  readonly roleScores: Float32Array;
  /** Index of each column's target among the detections, [P,A]; -1: none. */
  readonly targets: Int32Array;
}

/** The least score that a detection has by default: what is not found scores no more than that. */
export const UNSEEN_SCORE = 0.05;

export interface TripletOptions extends TargetChoiceOptions {
  /** Whether an action's object has to be of a class that the data set knows as its target. Default true. */
  readonly knownClasses?: boolean;
  /** s_o of a target that no detection can be. Default {@link UNSEEN_SCORE}. */
  readonly unseenScore?: number;
}

/**
 * Scores every <person, action, object> of one stage; Eq. 3 chooses the object.
 *
 * An action's object is of a class that the data set's list of interactions knows with it or, without a list, that it is annotated
 * with for training. The product of scores is InteractNet's (Gkioxari et al. 2018); the paper gives none. Where the stage scores pairs, the pair's
 * s_a takes the place of the person's, in the choice as well.
 */
export function scoreTriplets(
  prediction: ImagePrediction,
  stage: number,
  info: Pick<DatasetInfo, 'actions' | 'hois' | 'targetClasses'>,
  { knownClasses = true, unseenScore = UNSEEN_SCORE, ...options }: TripletOptions = {},
): TripletScores | null {
  // ADR-0018: the target is the object for which the product is largest; Eq. 3 alone does not look at its score.
  const choiceOptions = { weighByScore: true, ...options };
  const fits = knownClasses ? targetFilter(info) : () => true;
  const columns = info.actions.columns.length;
  const out = prediction.stages[stage].out ?? {};
  const ofPairs = pairScores(prediction, stage, columns);
  const actionScores = out[ACTION_LOGITS] ?? ofPairs?.best();
  const offsets = out[TARGET_OFFSETS] ?? null;
  if (!actionScores || !(offsets || ofPairs)) return null;
  const { detections, people, personBoxes, personScores } = prediction;
  const actions = info.actions.actions.length;
  const scores = {
    actionScores,
    agentScores: new Float32Array(people.length * actions),
    roleBoxes: new Float32Array(people.length * columns * 4),
    roleScores: new Float32Array(people.length * columns),
    targets: new Int32Array(people.length * columns).fill(-1),
  };
  for (let person = 0; person < people.length; person++) {
    const coded = codeCandidates(boxAt(personBoxes, person), detections);
    info.actions.columns.forEach(({ action, role }, column) => {
      const row = person * columns + column;
      const score = personScores[person] * actionScores[row];
      const agent = person * actions + action;
      scores.agentScores[agent] = Math.max(scores.agentScores[agent], score);
      if (role === null) return;
      const isCandidate = (object: number) =>
        object !== people[person] && fits(column, detections.classes[object]);
      const pairScore = ofPairs && ((object: number) => ofPairs.scoreOf(person, object, column));
      const choice = chooseCoded(
        coded,
        offsets,
        4 * row,
        isCandidate,
        choiceOptions,
        pairScore ?? undefined,
      );
      scores.targets[row] = choice.object;
      if (choice.object < 0) {
        scores.roleScores[row] = score * unseenScore;
        return;
      }
      const found = pairScore ? personScores[person] * pairScore(choice.object) : score;
      scores.roleScores[row] = found * detections.scores[choice.object] * choice.probability;
      scores.roleBoxes.set(boxAt(detections.boxes, choice.object), 4 * row);
    });
  }
  return scores;
}

/** Which classes a column's target may be of. */
function targetFilter({
  hois,
  targetClasses,
}: Pick<DatasetInfo, 'hois' | 'targetClasses'>): (column: number, category: number) => boolean {
  if (hois) {
    const find = hoiLookup(hois);
    return (column, category) => find(column, category) !== undefined;
  }
  if (!targetClasses) return () => true;
  return (column, category) => {
    const known = targetClasses[column];
    return known.length === 0 || known.includes(category);
  };
}
