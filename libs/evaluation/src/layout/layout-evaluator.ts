import type { ActionVocabulary } from '@turbo-hoi/core';
import { meanOfDefined } from '../ranking/mean';
import type { LayoutPrediction, LayoutTruth } from './layout-image';
import type { LayoutResult } from './layout-result';
import { matchAnnotations } from './match-annotations';
import { RoleLog } from './role-log';

export interface LayoutEvaluatorOptions {
  /** Whether the training split shows an action column with an object class. */
  readonly seen: (column: number, category: number) => boolean;
  /** Names of actions that are left out. */
  readonly exclude?: readonly string[];
}

/**
 * AP of actions on layouts, over all pairs of people and objects.
 *
 * Role AP of a column: every detected person with every other detection of a class that any column was seen with in training; a class that the column
 * itself was not seen with scores 0. A pair is correct if both detections match the annotations of a triplet (IoU ≥ 0.5, same class, one detection
 * an annotation). Agent AP of an action: every detected person, correct if the matched person does the action with an annotated object.
 * Positives are all annotated triplets, and the people of one, also those that are not detected. AP is the area under the precision
 * envelope over every recall level.
 */
export class LayoutEvaluator {
  /** By column; null: without a role, or left out. */
  private readonly roles: readonly (RoleLog | null)[];
  /** By action; null: without a role, or left out. */
  private readonly agents: readonly (RoleLog | null)[];
  /** By class, whether each column was seen with it; null if none was. */
  private readonly seenOf = new Map<number, readonly boolean[] | null>();

  constructor(
    private readonly vocabulary: ActionVocabulary,
    private readonly options: LayoutEvaluatorOptions,
  ) {
    const { columns, actions } = vocabulary;
    const { exclude = [] } = options;
    this.agents = actions.map(({ name, roles }) =>
      roles.length === 0 || exclude.includes(name) ? null : new RoleLog(),
    );
    this.roles = columns.map(({ action }) => (this.agents[action] ? new RoleLog() : null));
  }

  /** Adds an image. */
  add(truth: LayoutTruth, predicted: LayoutPrediction): void {
    const triplets = this.addPositives(truth);
    const matches = matchAnnotations(predicted, truth);
    const best = this.addPairs(predicted, matches, triplets.pairs);
    const count = this.agents.length;
    predicted.people.forEach((row, person) => {
      this.agents.forEach((log, action) => {
        const isCorrect = matches[row] >= 0 && triplets.agents.has(matches[row] * count + action);
        log?.push(best[person * count + action], isCorrect);
      });
    });
  }

  result(): LayoutResult {
    const { roles, agents } = this;
    const perColumn = roles.map((log) => log?.ap ?? null);
    const perAction = agents.map((log) => log?.ap ?? null);
    const positivesOf = (log: RoleLog | null) => log?.positives ?? 0;
    return {
      role: { perColumn, positives: roles.map(positivesOf), mean: meanOfDefined(perColumn) },
      agent: { perAction, positives: agents.map(positivesOf), mean: meanOfDefined(perAction) },
    };
  }

  private addPositives({ triplets }: LayoutTruth): Triplets {
    const pairs = new Map<string, Set<number>>();
    const agents = new Set<number>();
    for (let at = 0; at < triplets.length; at += 3) {
      const [person, object, column] = triplets.subarray(at, at + 3);
      const { action } = this.vocabulary.columns[column];
      const [role, agent] = [this.roles[column], this.agents[action]];
      if (!role || !agent) continue;
      role.positives++;
      const key = `${person} ${object}`;
      pairs.set(key, (pairs.get(key) ?? new Set()).add(column));
      const label = person * this.agents.length + action;
      if (!agents.has(label)) agent.positives++;
      agents.add(label);
    }
    return { pairs, agents };
  }

  /** Logs pairs by column; returns the best score of each person and action, 0 without a pair. */
  private addPairs(
    { classes, people, pairs, peopleScores }: LayoutPrediction,
    matches: Int32Array,
    correct: Triplets['pairs'],
  ): Float32Array {
    const { columns } = this.vocabulary;
    const width = columns.length;
    const best = new Float32Array(people.length * this.agents.length);
    const raise = (person: number, column: number, score: number) => {
      const at = person * this.agents.length + columns[column].action;
      if (score > best[at]) best[at] = score;
    };
    pairs.person.forEach((person, pair) => {
      const object = pairs.object[pair];
      const seen = this.seenColumns(classes[object]);
      if (seen === null) return;
      const hits = correct.get(`${matches[people[person]]} ${matches[object]}`);
      for (let column = 0; column < width; column++) {
        const log = this.roles[column];
        if (log === null) continue;
        const score = seen[column] ? pairs.scores[pair * width + column] : 0;
        log.push(score, hits?.has(column) ?? false);
        if (!peopleScores) raise(person, column, score);
      }
    });
    peopleScores?.forEach((score, at) => raise(Math.floor(at / width), at % width, score));
    return best;
  }

  private seenColumns(category: number): readonly boolean[] | null {
    const cached = this.seenOf.get(category);
    if (cached !== undefined) return cached;
    const seen = this.roles.map(
      (log, column) => log !== null && this.options.seen(column, category),
    );
    const known = seen.includes(true) ? seen : null;
    this.seenOf.set(category, known);
    return known;
  }
}

interface Triplets {
  /** Columns by rows of person and object. */
  readonly pairs: ReadonlyMap<string, ReadonlySet<number>>;
  /** Row of the person · actions + action. */
  readonly agents: ReadonlySet<number>;
}
