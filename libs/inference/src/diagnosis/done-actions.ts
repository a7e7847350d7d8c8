import {
  boxIou,
  type DatasetInfo,
  type ImageAnnotations,
  type PersonAnnotation,
} from '@turbo-hoi/core';

/** IoU from which two boxes of a data set of pairs are the same person: that of HICO-DET's training split (ADR-0013). */
const SAME_PERSON = 0.7;

/**
 * By action, whether a person does it; null: not annotated. A data set that lists its interactions annotates a person once for each pair, so that there the
 * actions of all boxes of the person count.
 */
export function doneActions(
  person: PersonAnnotation,
  { people }: ImageAnnotations,
  { actions: { actions, columns }, hois }: Pick<DatasetInfo, 'actions' | 'hois'>,
): boolean[] | null {
  if (person.interactions === null) return null;
  const same = hois ? people.filter(({ box }) => boxIou(box, person.box) >= SAME_PERSON) : [person];
  const done = new Set(
    same.flatMap(({ interactions }) =>
      (interactions ?? []).map(({ column }) => columns[column].action),
    ),
  );
  return actions.map((_, action) => done.has(action));
}
