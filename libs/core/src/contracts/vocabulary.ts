/** One action of a data set and its annotated kinds of target (roles). */
export interface ActionSpec {
  readonly name: string;
  /** V-COCO role names such as `obj` and `instr`; empty for actions without a target. */
  readonly roles: readonly string[];
}

/**
 * One output column of the HOI head: an action and at most one of its roles.
 *
 * The paper counts an action once per target kind (V-COCO: 26 actions, 29 columns).
 */
export interface ActionTarget {
  /** Index into `ActionVocabulary.actions`. */
  readonly action: number;
  /** Role name, or null for an action without a target. */
  readonly role: string | null;
}

/** The actions of a data set and the A columns in which a model predicts them. */
export interface ActionVocabulary {
  readonly actions: readonly ActionSpec[];
  /** Length A, in action order, an action's roles side by side. */
  readonly columns: readonly ActionTarget[];
}

/** Expands actions into columns: one per role, one for an action without roles. */
export function actionVocabulary(actions: readonly ActionSpec[]): ActionVocabulary {
  const columns = actions.flatMap(({ roles }, action): ActionTarget[] =>
    roles.length === 0 ? [{ action, role: null }] : roles.map((role) => ({ action, role })),
  );
  return { actions, columns };
}

/** `hit_obj` for a column of an action with several roles, else the bare action name. */
export function columnName(vocabulary: ActionVocabulary, column: number): string {
  const { action, role } = vocabulary.columns[column];
  const { name, roles } = vocabulary.actions[action];
  return roles.length > 1 ? `${name}_${role}` : name;
}
