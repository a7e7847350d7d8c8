import { boxArea, type GroundTruth, type ImageAnnotations, type XyxyBox } from '@turbo-hoi/core';
import { PERSON } from '../classes/person';

/** An annotated box of a person or an object. */
export interface AnnotatedBox {
  readonly box: XyxyBox;
  /** Index into `DatasetInfo.objectClasses`. */
  readonly category: number;
  readonly crowd: boolean;
}

/** The annotated people and objects of an image, each once, without boxes that are empty. */
export function annotatedBoxes({ people, objects }: ImageAnnotations): AnnotatedBox[] {
  const known = new Set(people.map(({ annotationId }) => annotationId));
  // A person who is the target of an action is also listed among the objects.
  const others = objects.filter(
    ({ category, annotationId }) => category !== PERSON || !known.has(annotationId),
  );
  return [...people.map((person) => ({ ...person, category: PERSON })), ...others]
    .filter(({ box }) => boxArea(box) > 0)
    .map(({ box, category, crowd = false }) => ({ box, category, crowd }));
}

/** The annotated boxes of an image on which a detector is trained. */
export function groundTruth(annotations: ImageAnnotations): GroundTruth {
  const all = annotatedBoxes(annotations);
  const found = all.filter(({ crowd }) => !crowd);
  const crowds = all.filter(({ crowd }) => crowd);
  return {
    boxes: Float32Array.from(found.flatMap(({ box }) => box)),
    classes: Int32Array.from(found, ({ category }) => category),
    crowds: Float32Array.from(crowds.flatMap(({ box }) => box)),
  };
}
