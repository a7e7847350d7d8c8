import { type ActionSpec, type ActionVocabulary, actionVocabulary } from '@turbo-hoi/core';
import { BadEntry } from '../bad-entry';
import { Fields } from '../fields';
import { numbersOf } from '../numbers';

/** One action of a label file (`vcoco_*.json`): a row for each person whose actions are annotated. */
export interface VcocoLabelTable {
  readonly action: ActionSpec;
  /** [N] */
  readonly imageIds: Float64Array;
  /** [N], the person's annotation in the instances file. */
  readonly annotationIds: Float64Array;
  /** [N], 1 where the person does it. */
  readonly labels: Uint8Array;
  /** [roles · N], the annotation of each target, a role behind the other; 0: none. */
  readonly targets: Float64Array;
}

/** @throws BadEntry for an entry of another structure than V-COCO's */
export function vcocoLabelTable(value: unknown): VcocoLabelTable {
  const fields = Fields.of(value);
  const roles = fields.value('role_name');
  if (!Array.isArray(roles) || roles[0] !== 'agent' || !roles.every((r) => typeof r === 'string'))
    throw new BadEntry('role_name is not a list of names that begins with "agent"');
  const annotationIds = list(fields, 'ann_id');
  const rows = annotationIds.length;
  const objects = list(fields, 'role_object_id', roles.length * rows);
  for (let row = 0; row < rows; row++)
    if (objects[row] !== annotationIds[row])
      throw new BadEntry(
        `role_object_id[${row}] is ${objects[row]}; expected the person, ${annotationIds[row]} as in ann_id`,
      );
  return {
    action: { name: fields.text('action_name'), roles: (roles as string[]).slice(1) },
    imageIds: list(fields, 'image_id', rows),
    annotationIds,
    labels: Uint8Array.from(list(fields, 'label', rows), (label) => Number(label === 1)),
    targets: objects.subarray(rows),
  };
}

/** What a label file says, by the annotation ids of the instances file. */
export class VcocoLabels {
  readonly vocabulary: ActionVocabulary;
  /** The people whose actions are annotated, with their images: as in the original, those of the first action. */
  readonly imageOf: ReadonlyMap<number, number>;
  /** By action: the row of everybody who does it. */
  private readonly positives: readonly ReadonlyMap<number, number>[];

  /** @throws BadEntry where an action is listed twice, or a person twice in one */
  constructor(private readonly tables: readonly VcocoLabelTable[]) {
    if (tables.length === 0) throw new BadEntry('it lists no action');
    const actions = tables.map(({ action }) => action);
    for (const [at, { name }] of actions.entries())
      if (actions.findIndex((other) => other.name === name) < at)
        throw new BadEntry(`the action ${name} occurs twice`);
    this.vocabulary = actionVocabulary(actions);
    const [{ annotationIds, imageIds }] = tables;
    this.imageOf = new Map(Array.from(annotationIds, (id, row) => [id, imageIds[row]]));
    this.positives = tables.map(positivesOf);
  }

  /** Whether the person does it, with a target or without. */
  does(person: number, action: number): boolean {
    return this.positives[action].has(person);
  }

  /** The annotation of a target; 0: none. */
  target(person: number, action: number, role: number): number {
    const { targets, annotationIds } = this.tables[action];
    const row = this.positives[action].get(person);
    return row === undefined ? 0 : targets[role * annotationIds.length + row];
  }
}

function positivesOf({ action, annotationIds, labels }: VcocoLabelTable): Map<number, number> {
  const positives = new Map<number, number>();
  for (let row = 0; row < labels.length; row++) {
    if (labels[row] === 0) continue;
    const person = annotationIds[row];
    if (positives.has(person))
      throw new BadEntry(`person ${person} does ${action.name} in two rows; expected one`);
    positives.set(person, row);
  }
  return positives;
}

function list(fields: Fields, name: string, count?: number): Float64Array {
  const value = fields.value(name);
  const numbers = Array.isArray(value) && value.length === 0 ? [] : numbersOf(value);
  if (numbers === null) throw new BadEntry(`${name} is not a list of numbers`);
  if (count !== undefined && numbers.length !== count)
    throw new BadEntry(`${name} has ${numbers.length} numbers; expected ${count}`);
  const whole = Float64Array.from(numbers);
  const wrong = whole.findIndex((number) => !Number.isSafeInteger(number));
  if (wrong >= 0)
    throw new BadEntry(`${name}[${wrong}] is ${whole[wrong]}; expected a whole number`);
  return whole;
}
