import { TurboHoiError, type ActionVocabulary } from '@turbo-hoi/core';
import { inclusiveIou } from '../boxes/inclusive-boxes';
import { allPointAp } from '../ranking/all-point-ap';
import { descendingOrder } from '../ranking/descending-order';
import { OutcomeLog } from '../ranking/outcome-log';
import { matchPeople, type PersonMatch } from './person-match';
import { checkVcocoDetections, type VcocoDetections } from './vcoco-detections';
import type { VcocoImage } from './vcoco-image';
import type { MaybeAp, VcocoResult, VcocoRoleResult } from './vcoco-result';

export interface VcocoOptions {
  /** Names of actions which `meanWithoutExcluded` leaves out, such as `point`. */
  readonly exclude?: readonly string[];
}

// Flags of an outcome: right by the rules of a scenario. Agents use the first alone.
const SCENARIO_1 = 1;
const SCENARIO_2 = 2;

/**
 * Agent and role AP of V-COCO, as s-gupta/v-coco's `vsrl_eval.py` computes them.
 *
 * Images come one by one and are not kept. Unlike the original it takes images without people (all their
 * detections are wrong) and actions without a scored detection (AP 0).
 */
export class VcocoEvaluator {
  private readonly agents: readonly OutcomeLog[];
  private readonly roles: readonly OutcomeLog[];
  /** People who do each action, with an annotated target or without. */
  private readonly positives: Uint32Array;
  private readonly excluded: ReadonlySet<number>;

  /** @throws TurboHoiError (usage) when an excluded action is not in the vocabulary */
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

  /** @throws TurboHoiError (shape) where the arrays of the detections disagree */
  add(image: VcocoImage, detections: VcocoDetections): void {
    const { actions, columns } = this.vocabulary;
    checkVcocoDetections(detections, this.vocabulary);
    this.positives.forEach((_, action) => {
      for (let at = action; at < image.actions.length; at += actions.length)
        this.positives[action] += image.actions[at];
    });

    const match = matchPeople(detections.boxes, image.boxes);
    const doing = (action: number) => (person: number) =>
      image.actions[person * actions.length + action] === 1;
    this.agents.forEach((log, action) => {
      const scores = columnOf(detections.agentScores, action, actions.length);
      judge(log, scores, image, match, (_, person) => (doing(action)(person) ? SCENARIO_1 : 0));
    });
    columns.forEach(({ action, role }, column) => {
      if (role === null) return;
      const scores = columnOf(detections.roleScores, column, columns.length);
      judge(this.roles[column], scores, image, match, (row, person) =>
        doing(action)(person)
          ? roleFlags(
              image.roleBoxes,
              person * columns.length + column,
              detections.roleBoxes,
              row * columns.length + column,
            )
          : 0,
      );
    });
  }

  result(): VcocoResult {
    const perAction = this.agents.map(
      (log, action) => averagePrecisions(log, this.positives[action], [SCENARIO_1])[0],
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
    return { perColumn, mean: mean(perColumn), meanWithoutExcluded: mean(kept) };
  }
}

/** Logs the rows of one action or column of one image, best first; `flagsOf` tells what a row gets right. */
function judge(
  log: OutcomeLog,
  scores: Float32Array,
  { annotated }: VcocoImage,
  { person: personOf, overlaps }: PersonMatch,
  flagsOf: (row: number, person: number) => number,
): void {
  const taken = new Uint8Array(annotated.length);
  for (const row of descendingOrder(scores, 'later-first')) {
    const person = personOf[row];
    // Nobody knows what an unannotated person does: neither right nor wrong.
    if (Number.isNaN(scores[row]) || (person >= 0 && !annotated[person])) continue;
    if (!overlaps[row]) {
      log.push(scores[row], 0);
      continue;
    }
    const right = flagsOf(row, person);
    log.push(scores[row], right & ~taken[person]);
    taken[person] |= right;
  }
}

/** The scenarios in which predicted box `q` fits the annotated target `t`. */
function roleFlags(targets: Float32Array, t: number, predicted: Float32Array, q: number): number {
  if (!Number.isNaN(targets[4 * t]))
    return inclusiveIou(targets, t, predicted, q) >= 0.5 ? SCENARIO_1 | SCENARIO_2 : 0;
  const box = predicted.subarray(4 * q, 4 * q + 4);
  return box.every((value) => value === 0) || box.every(Number.isNaN)
    ? SCENARIO_1 | SCENARIO_2
    : SCENARIO_2;
}

function averagePrecisions(
  { scores, flags }: OutcomeLog,
  positives: number,
  bits: readonly number[],
): MaybeAp[] {
  const order = descendingOrder(scores, 'later-first');
  return bits.map((bit) =>
    positives === 0
      ? null
      : 100 *
        allPointAp(
          order.map((at) => flags[at] & bit),
          positives,
        ),
  );
}

function mean(aps: readonly MaybeAp[]): MaybeAp {
  const defined = aps.filter((ap) => ap !== null);
  return defined.length === 0 ? null : defined.reduce((sum, ap) => sum + ap, 0) / defined.length;
}

function columnOf(table: Float32Array, column: number, columns: number): Float32Array {
  return Float32Array.from(
    { length: table.length / columns },
    (_, row) => table[row * columns + column],
  );
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
