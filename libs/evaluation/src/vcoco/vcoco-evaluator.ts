import { TurboHoiError, type ActionVocabulary } from '@turbo-hoi/core';
import { allPointAp } from '../ranking/all-point-ap';
import { descendingOrder } from '../ranking/descending-order';
import { meanOfDefined } from '../ranking/mean';
import { OutcomeLog } from '../ranking/outcome-log';
import { columnOf } from './column-of';
import { logOutcomes } from './log-outcomes';
import { matchPeople } from './person-match';
import { fittingScenarios, SCENARIO_1, SCENARIO_2 } from './role-scenarios';
import { checkVcocoDetections, type VcocoDetections } from './vcoco-detections';
import type { VcocoImage } from './vcoco-image';
import type { MaybeAp, VcocoResult, VcocoRoleResult } from './vcoco-result';

export interface VcocoOptions {
  /** Names of actions that `meanWithoutExcluded` leaves out, such as `point`. */
  readonly exclude?: readonly string[];
}

/**
 * Agent and role AP of V-COCO, as in s-gupta/v-coco's `vsrl_eval.py`.
 *
 * Images are added one by one and not kept. Unlike the original it accepts images without people (all their
 * detections are wrong) and actions without a scored detection (AP 0).
 */
export class VcocoEvaluator {
  private readonly agents: readonly OutcomeLog[];
  private readonly roles: readonly OutcomeLog[];
  /** Number of people with each action, with or without an annotated target. */
  private readonly positives: Uint32Array;
  private readonly excluded: ReadonlySet<number>;

  /** @throws TurboHoiError (usage) if an excluded action is not in the vocabulary */
  constructor(
    private readonly vocabulary: ActionVocabulary,
    { exclude = [] }: VcocoOptions = {},
  ) {
    const { actions, columns } = vocabulary;
    this.agents = actions.map(() => new OutcomeLog());
    this.roles = columns.map(() => new OutcomeLog());
    this.positives = new Uint32Array(actions.length);
    this.excluded = new Set(exclude.map((name) => actionIndex(vocabulary, name)));
  }

  /** @throws TurboHoiError (shape) if the array lengths of the detections disagree */
  add(image: VcocoImage, detections: VcocoDetections): void {
    const { actions, columns } = this.vocabulary;
    checkVcocoDetections(detections, this.vocabulary);
    for (let i = 0; i < image.actions.length; i++)
      this.positives[i % actions.length] += image.actions[i];

    const match = matchPeople(detections.boxes, image.boxes);
    const does = (person: number, action: number) =>
      image.actions[person * actions.length + action] === 1;
    this.agents.forEach((log, action) => {
      const scores = columnOf(detections.agentScores, action, actions.length);
      logOutcomes(log, scores, image, match, (_, person) => Number(does(person, action)));
    });
    columns.forEach(({ action, role }, column) => {
      if (role === null) return;
      const scores = columnOf(detections.roleScores, column, columns.length);
      logOutcomes(this.roles[column], scores, image, match, (row, person) => {
        if (!does(person, action)) return 0;
        const [target, box] = [person, row].map((i) => i * columns.length + column);
        return fittingScenarios(image.roleBoxes, target, detections.roleBoxes, box);
      });
    });
  }

  result(): VcocoResult {
    const perAction = this.agents.map(
      (log, action) => averagePrecisions(log, this.positives[action], [1])[0],
    );
    const perColumn = this.vocabulary.columns.map(({ action, role }, column) =>
      averagePrecisions(this.roles[column], role === null ? 0 : this.positives[action], [
        SCENARIO_1,
        SCENARIO_2,
      ]),
    );
    return {
      agent: {
        perAction,
        mean: perAction.reduce<number>((sum, ap) => sum + (ap ?? 0), 0) / perAction.length,
      },
      role: {
        scenario1: this.roleResult(perColumn.map(([first]) => first)),
        scenario2: this.roleResult(perColumn.map(([, second]) => second)),
      },
    };
  }

  private roleResult(perColumn: readonly MaybeAp[]): VcocoRoleResult {
    const { columns } = this.vocabulary;
    const kept = perColumn.filter((_, column) => !this.excluded.has(columns[column].action));
    return { perColumn, mean: meanOfDefined(perColumn), meanWithoutExcluded: meanOfDefined(kept) };
  }
}

/** One AP for each flag of the log; null without positives. */
function averagePrecisions(
  { scores, flags }: OutcomeLog,
  positives: number,
  bits: readonly number[],
): MaybeAp[] {
  if (positives === 0) return bits.map(() => null);
  const ranked = descendingOrder(scores, 'later-first').map((at) => flags[at]);
  return bits.map((bit) => 100 * allPointAp(ranked, positives, bit));
}

function actionIndex({ actions }: ActionVocabulary, name: string): number {
  const index = actions.findIndex((action) => action.name === name);
  if (index >= 0) return index;
  const known = actions.map((action) => action.name).join(', ');
  throw new TurboHoiError(
    'usage',
    `VcocoEvaluator exclude: got "${name}"; expected an action of the vocabulary: ${known}.`,
  );
}
