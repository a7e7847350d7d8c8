import type { ActionVocabulary } from '@turbo-hoi/core';
import { inclusiveIou } from '../boxes/inclusive-boxes';
import { descendingOrder } from '../ranking/descending-order';
import { columnOf } from '../vcoco/column-of';
import { matchPeople } from '../vcoco/person-match';
import { fittingScenarios } from '../vcoco/role-scenarios';
import type { VcocoDetections } from '../vcoco/vcoco-detections';
import type { VcocoImage } from '../vcoco/vcoco-image';
import { type Cause, NEAR_OVERLAP, RIGHT_OVERLAP } from './causes';
import { type JudgedList, type Judgement, judgeList } from './judged-list';

/** The boxes of an image among which objects were chosen. */
export interface RoleCandidates {
  /** [4m] xyxy, inclusive pixels. */
  readonly boxes: Float32Array;
  /** Whether a column's object may be of the class of candidate `at`. */
  readonly isAllowed: (column: number, at: number) => boolean;
}

/** The detections of an image by action and by column, whose annotations are its people. */
export interface VcocoJudgements {
  readonly agents: readonly JudgedList[];
  /** Null: a column without a role. */
  readonly roles: readonly (JudgedList | null)[];
}

/** Sorts the detections of an image as V-COCO's evaluator does, with the reason why each is wrong in one of its scenarios. */
export function judgeVcoco(
  image: VcocoImage,
  detections: VcocoDetections,
  { actions, columns }: ActionVocabulary,
  scenario: number,
  candidates: RoleCandidates | null,
): VcocoJudgements {
  const { person, overlaps } = matchPeople(detections.boxes, image.boxes);
  const people = Array.from(image.annotated.keys());
  const does = (one: number, action: number) => image.actions[one * actions.length + action] === 1;
  const isNear = Array.from(
    person,
    (one, row) => one >= 0 && inclusiveIou(image.boxes, one, detections.boxes, row) >= NEAR_OVERLAP,
  );
  const judge = (
    scores: Float32Array,
    action: number,
    wrongTarget: (row: number, one: number) => Cause | null,
  ): JudgedList => {
    const judgements = Array.from(scores, (score, row): Judgement => {
      const annotation = person[row];
      const one = (wrong: Judgement['wrong']) => ({ annotation, wrong });
      if (Number.isNaN(score) || (annotation >= 0 && !image.annotated[annotation]))
        return one('ignored');
      if (!isNear[row]) return one('background');
      const wrong = does(annotation, action) ? wrongTarget(row, annotation) : 'action';
      if (overlaps[row]) return one(wrong);
      return one(wrong === null ? 'personBox' : 'several');
    });
    const positives = people.filter((one) => does(one, action));
    return judgeList(descendingOrder(scores, 'later-first'), judgements, positives);
  };
  return {
    agents: actions.map((_, action) =>
      judge(columnOf(detections.agentScores, action, actions.length), action, () => null),
    ),
    roles: columns.map(({ action, role }, column) => {
      if (role === null) return null;
      const scores = columnOf(detections.roleScores, column, columns.length);
      return judge(scores, action, (row, one) => {
        const [target, box] = [one, row].map((i) => i * columns.length + column);
        const fits = fittingScenarios(image.roleBoxes, target, detections.roleBoxes, box);
        if (fits & scenario) return null;
        const overlap = inclusiveIou(image.roleBoxes, target, detections.roleBoxes, box);
        if (overlap >= NEAR_OVERLAP) return 'objectBox';
        return whyNotChosen(image.roleBoxes, target, column, candidates);
      });
    }),
  };
}

/** The annotated target was found as a possible object: `target`; as one of another class; or not at all. */
function whyNotChosen(
  targets: Float32Array,
  target: number,
  column: number,
  candidates: RoleCandidates | null,
): Cause {
  if (candidates === null || Number.isNaN(targets[4 * target])) return 'target';
  const found = Array.from({ length: candidates.boxes.length / 4 }, (_, at) => at).filter(
    (at) => inclusiveIou(targets, target, candidates.boxes, at) >= RIGHT_OVERLAP,
  );
  if (found.length === 0) return 'missed';
  return found.some((at) => candidates.isAllowed(column, at)) ? 'target' : 'objectClass';
}
