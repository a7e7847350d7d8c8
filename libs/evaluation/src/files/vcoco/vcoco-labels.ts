import { type ActionVocabulary, actionVocabulary } from '@turbo-hoi/core';
import type { VcocoRecord } from '@turbo-hoi/formats';
import { BadEntry } from '../bad-entry';

/** The content of a label file, by the annotation ids of the instances file. */
export class VcocoLabels {
  readonly vocabulary: ActionVocabulary;
  /** People with annotated actions, and their images: as in the original, those of the first action. */
  readonly imageOf: ReadonlyMap<number, number>;
  /** By action: the rows of the people with the action. */
  private readonly positives: readonly ReadonlyMap<number, number>[];

  /** @throws BadEntry if an action is listed twice, a person twice in one action, or the agent is not the person */
  constructor(private readonly records: readonly VcocoRecord[]) {
    const actions = records.map(({ action_name: name, role_name: [, ...roles] }) => ({
      name,
      roles,
    }));
    for (const [at, { name }] of actions.entries())
      if (actions.findIndex((other) => other.name === name) < at)
        throw new BadEntry(`the action ${name} occurs twice`);
    records.forEach(checkAgents);
    this.vocabulary = actionVocabulary(actions);
    const [{ ann_id: people, image_id: images }] = records;
    this.imageOf = new Map(people.map((person, row) => [person, images[row]]));
    this.positives = records.map(positivesOf);
  }

  /** Whether the person does the action, with or without a target. */
  does(person: number, action: number): boolean {
    return this.positives[action].has(person);
  }

  /** The annotation id of a target; 0: none. */
  target(person: number, action: number, role: number): number {
    const { role_object_id: objects, ann_id: people } = this.records[action];
    const row = this.positives[action].get(person);
    // Row 0 is the agent.
    return row === undefined ? 0 : objects[(role + 1) * people.length + row];
  }
}

function positivesOf({ action_name, ann_id, label }: VcocoRecord): Map<number, number> {
  const positives = new Map<number, number>();
  for (let row = 0; row < label.length; row++) {
    if (label[row] === 0) continue;
    const person = ann_id[row];
    if (positives.has(person))
      throw new BadEntry(`person ${person} does ${action_name} in two rows; expected one`);
    positives.set(person, row);
  }
  return positives;
}

function checkAgents({ ann_id, role_object_id }: VcocoRecord, index: number): void {
  const row = ann_id.findIndex((person, at) => role_object_id[at] !== person);
  if (row < 0) return;
  throw new BadEntry(
    `records[${index}].role_object_id[${row}] is ${role_object_id[row]}; expected the person, ${ann_id[row]} as in ann_id`,
  );
}
