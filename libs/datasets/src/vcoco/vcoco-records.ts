import {
  actionVocabulary,
  TurboHoiError,
  type ActionVocabulary,
  type Interaction,
  type PersonAnnotation,
  type Sample,
} from '@turbo-hoi/core';
import type { VcocoRecord } from '@turbo-hoi/formats';

/** An interaction whose object is an annotation id. */
export interface VcocoInteraction {
  readonly column: number;
  /** null: nothing annotated. */
  readonly objectId: number | null;
}

type Annotations = Omit<Sample, 'image'>;

/**
 * Converts a split to V-COCO's label records, one per action; people without annotated actions are left out.
 *
 * @throws TurboHoiError `data` for several objects in one role, which V-COCO's format does not support
 */
export function toVcocoRecords(
  samples: readonly Annotations[],
  vocabulary: ActionVocabulary,
): VcocoRecord[] {
  const rows = samples.flatMap((sample) =>
    sample.people
      .filter(({ interactions }) => interactions !== null)
      .map((person) => ({ sample, person })),
  );
  return vocabulary.actions.map(({ name, roles }, action) => {
    const columns = vocabulary.columns.flatMap((column, c) =>
      column.action === action ? [c] : [],
    );
    const label = rows.map(({ person }) =>
      person.interactions!.some(({ column }) => columns.includes(column)) ? 1 : 0,
    );
    const targets = roles.map((_, role) =>
      rows.map(({ sample, person }) => targetId(sample, person, columns[role])),
    );
    return {
      action_name: name,
      role_name: ['agent', ...roles],
      include: [[], ...roles.map(() => [])],
      image_id: rows.map(({ sample }) => sample.imageId),
      ann_id: rows.map(({ person }) => person.annotationId),
      label,
      role_object_id: [rows.map(({ person }) => person.annotationId), ...targets].flat(),
    };
  });
}

/** The vocabulary that a label file lists. */
export function vocabularyOf(records: readonly VcocoRecord[]): ActionVocabulary {
  return actionVocabulary(
    records.map(({ action_name, role_name }) => ({ name: action_name, roles: role_name.slice(1) })),
  );
}

/**
 * The interactions of every labelled person, by annotation id, in column order.
 *
 * An action is positive in all columns of its roles, with or without an annotated object.
 */
export function interactionsOf(
  records: readonly VcocoRecord[],
  vocabulary: ActionVocabulary,
): Map<number, VcocoInteraction[]> {
  const byPerson = new Map<number, VcocoInteraction[]>();
  for (const id of records[0]?.ann_id ?? []) byPerson.set(id, []);
  vocabulary.columns.forEach(({ action, role }, column) => {
    const { ann_id, label, role_name, role_object_id } = records[action];
    // Role-major: the objects of role k start at k · N.
    const first = role === null ? -1 : role_name.indexOf(role) * ann_id.length;
    ann_id.forEach((id, row) => {
      if (label[row] !== 1) return;
      const objectId = first < 0 ? 0 : role_object_id[first + row];
      byPerson.get(id)?.push({ column, objectId: objectId === 0 ? null : objectId });
    });
  });
  return byPerson;
}

function targetId(sample: Annotations, person: PersonAnnotation, column: number): number {
  const targets = person.interactions!.filter(
    (interaction): interaction is Interaction & { object: number } =>
      interaction.column === column && interaction.object !== null,
  );
  if (targets.length > 1) {
    throw new TurboHoiError(
      'data',
      `image ${sample.imageId}: person ${person.annotationId} has ${targets.length} objects in column ${column}; ` +
        `V-COCO's format has one per role.`,
    );
  }
  return targets.length === 0 ? 0 : sample.objects[targets[0].object].annotationId;
}
