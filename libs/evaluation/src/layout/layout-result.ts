import { type ActionVocabulary, columnName } from '@turbo-hoi/core';

/** APs in 0..100; null without positives. */
export interface LayoutResult {
  readonly role: {
    /** By column of the vocabulary. */
    readonly perColumn: readonly (number | null)[];
    /** Annotated triplets by column. */
    readonly positives: readonly number[];
    /** Over the columns with positives. */
    readonly mean: number | null;
  };
  readonly agent: {
    /** By action of the vocabulary. */
    readonly perAction: readonly (number | null)[];
    /** People with an annotated triplet of the action. */
    readonly positives: readonly number[];
    /** Over the actions with positives. */
    readonly mean: number | null;
  };
}

/** {@link LayoutResult} by name as JSON data, APs in 0..1; what has no positives is left out. */
export interface LayoutReport {
  readonly role: {
    readonly mean: number | null;
    /** By action and role, such as `hit_obj`. */
    readonly perActionRole: Readonly<Record<string, number>>;
  };
  readonly agent: {
    readonly mean: number | null;
    readonly perAction: Readonly<Record<string, number>>;
  };
}

export function layoutReport(
  { role, agent }: LayoutResult,
  vocabulary: ActionVocabulary,
): LayoutReport {
  const share = (ap: number | null) => ap && ap / 100;
  const named = (aps: readonly (number | null)[], nameOf: (index: number) => string) =>
    Object.fromEntries(
      aps.flatMap((ap, index) => (ap === null ? [] : [[nameOf(index), ap / 100] as const])),
    );
  return {
    role: {
      mean: share(role.mean),
      perActionRole: named(role.perColumn, (column) => roleName(vocabulary, column)),
    },
    agent: {
      mean: share(agent.mean),
      perAction: named(agent.perAction, (action) => vocabulary.actions[action].name),
    },
  };
}

/** `hit_obj`, also for an action with one role. */
function roleName(vocabulary: ActionVocabulary, column: number): string {
  const { action, role } = vocabulary.columns[column];
  const { name, roles } = vocabulary.actions[action];
  return role === null || roles.length > 1 ? columnName(vocabulary, column) : `${name}_${role}`;
}
