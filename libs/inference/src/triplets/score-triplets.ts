import {
  ABSENT_LOGITS,
  ACTION_LOGITS,
  boxAt,
  type DatasetInfo,
  TARGET_DEVIATIONS,
  TARGET_OFFSETS,
} from '@turbo-hoi/core';
import { chooseCoded, codeCandidates, type TargetChoiceOptions } from '@turbo-hoi/hoi-module';
import type { ImagePrediction } from '../predictor/prediction';
import { pairScores } from './pair-scores';
import { targetFilter } from './target-filter';

/** Scores of the actions and triplets of the P people of an image. */
export interface TripletScores {
  /** s_a, [P,A]: of people or, if a stage scores only pairs, of each person's best pair. */
  readonly actionScores: Float32Array;
  /**
   * s_h · s_a of each action, maximum over its columns, [P,actions]. Where the stage scores pairs, the s_a of a column with a role is by default that
   * of the person's best pair or, with an object that was not detected, the person's times the probability of that (ADR-0028).
   */
  readonly agentScores: Float32Array;
  /** Flat xyxy of each column's target in pixels, [P,A,4]; zeros without a target. */
  readonly roleBoxes: Float32Array;
  /**
   * s_h · s_o · s_a · g of each column with a role, [P,A]; 0 for columns without; s_h · s_a · `unseenScore` without a target. s_a is that of the pair
   * if the stage scores pairs.
   */
  readonly roleScores: Float32Array;
  /** Index of each column's target among the detections, [P,A]; -1: none. */
  readonly targets: Int32Array;
}

/** The default lower limit of detection scores: a target that is not detected scores no more than that. */
export const UNSEEN_SCORE = 0.05;

/** Which s_a an agent has: that of the person's best pair, where a stage scores pairs, or always the person's own (ADR-0035). */
export type AgentScore = 'best-pair' | 'person';

export interface TripletOptions extends TargetChoiceOptions {
  /** σ of Eq. 3, for stages that predict no deviations. */
  readonly sigma?: number;
  /** Whether an action's object has to be of a class that the data set lists as its target. Default true. */
  readonly knownClasses?: boolean;
  /** s_o of a target without a candidate detection. Default {@link UNSEEN_SCORE}. */
  readonly unseenScore?: number;
  /** Exponent of s_h · s_o in the scores of pairs, for stages that score pairs. Default 1. */
  readonly detectionPower?: number;
  /** s_a of agents. Default `best-pair`. */
  readonly agentScore?: AgentScore;
}

/**
 * Scores every <person, action, object> of one stage, with the object chosen by Eq. 3; null if the stage recognises no actions.
 *
 * An action's object has a class that the data set's list of interactions combines with it or, without a list, that it is annotated
 * with in the training split. The product of scores is InteractNet's (Gkioxari et al. 2018); the paper defines none. If the stage scores pairs, the pair's
 * s_a replaces the person's, also in the choice, and the detections' scores have the exponent `detectionPower`. If the stage predicts deviations of
 * target boxes, they take the place of σ.
 */
export function scoreTriplets(
  prediction: ImagePrediction,
  stage: number,
  info: Pick<DatasetInfo, 'actions' | 'hois' | 'targetClasses'>,
  {
    knownClasses = true,
    unseenScore = UNSEEN_SCORE,
    detectionPower = 1,
    agentScore = 'best-pair',
    ...options
  }: TripletOptions = {},
): TripletScores | null {
  const isTargetClass = knownClasses ? targetFilter(info) : () => true;
  const columns = info.actions.columns.length;
  const out = prediction.stages[stage].out ?? {};
  const ofPairs = pairScores(prediction, stage, columns);
  const best = ofPairs?.best();
  const actionScores = out[ACTION_LOGITS] ?? best;
  const offsets = out[TARGET_OFFSETS] ?? null;
  const sigma = out[TARGET_DEVIATIONS] ?? options.sigma;
  // ADR-0018: the target is the object with the largest product; Eq. 3 alone ignores its score.
  const choiceOptions = { weighByScore: true, ...options, sigma };
  const weight = (score: number) => (ofPairs ? Math.pow(score, detectionPower) : score);
  if (!actionScores || !(offsets || ofPairs)) return null;
  const absent = out[ABSENT_LOGITS];
  const ofAgents = (row: number) =>
    best && agentScore === 'best-pair'
      ? Math.max(best[row], actionScores[row] * (absent?.[row] ?? 1))
      : actionScores[row];
  const { detections, people, personBoxes, personScores } = prediction;
  const actions = info.actions.actions.length;
  const scores = {
    actionScores,
    agentScores: new Float32Array(people.length * actions),
    roleBoxes: new Float32Array(people.length * columns * 4),
    roleScores: new Float32Array(people.length * columns),
    targets: new Int32Array(people.length * columns).fill(-1),
  };
  const candidates = { ...detections, scores: detections.scores.map(weight) };
  for (let person = 0; person < people.length; person++) {
    const coded = codeCandidates(boxAt(personBoxes, person), candidates);
    info.actions.columns.forEach(({ action, role }, column) => {
      const row = person * columns + column;
      const score = personScores[person] * actionScores[row];
      const agent = person * actions + action;
      const ofAgent = role === null ? score : personScores[person] * ofAgents(row);
      scores.agentScores[agent] = Math.max(scores.agentScores[agent], ofAgent);
      if (role === null) return;
      const isCandidate = (object: number) =>
        object !== people[person] && isTargetClass(column, detections.classes[object]);
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
        const unseen = ofPairs
          ? weight(personScores[person]) * actionScores[row] * weight(unseenScore)
          : score * unseenScore;
        scores.roleScores[row] = unseen;
        return;
      }
      const found = pairScore ? weight(personScores[person]) * pairScore(choice.object) : score;
      scores.roleScores[row] = found * candidates.scores[choice.object] * choice.probability;
      scores.roleBoxes.set(boxAt(detections.boxes, choice.object), 4 * row);
    });
  }
  return scores;
}
