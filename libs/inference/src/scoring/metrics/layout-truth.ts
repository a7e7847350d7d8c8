import { boxArea, type ImageAnnotations, type XyxyBox } from '@turbo-hoi/core';
import type { LayoutTruth } from '@turbo-hoi/evaluation';
import { PERSON } from '@turbo-hoi/detection';

/** The class of annotations that no detection matches: crowds and boxes without extent. */
const UNMATCHED = -1;

/** The people and objects of an image, each once, and its triplets with an annotated object. */
export function layoutTruth({ people, objects }: ImageAnnotations): LayoutTruth {
  const boxes: XyxyBox[] = [];
  const classes: number[] = [];
  const add = (one: { readonly box: XyxyBox; readonly crowd?: boolean }, category: number) => {
    const isMatched = !one.crowd && boxArea(one.box) > 0;
    classes.push(isMatched ? category : UNMATCHED);
    return boxes.push(one.box) - 1;
  };
  const rowOf = new Map(people.map((person) => [person.annotationId, add(person, PERSON)]));
  // A person who is a target is also listed among the objects.
  const objectRows = objects.map((object) => {
    const person = object.category === PERSON ? rowOf.get(object.annotationId) : undefined;
    return person ?? add(object, object.category);
  });
  const triplets = new Map<string, readonly [number, number, number]>();
  for (const { annotationId, interactions } of people) {
    const person = rowOf.get(annotationId)!;
    for (const { column, object } of interactions ?? []) {
      if (object === null) continue;
      const triplet = [person, objectRows[object], column] as const;
      triplets.set(triplet.join(), triplet);
    }
  }
  return {
    boxes: Float32Array.from(boxes.flat()),
    classes: Int32Array.from(classes),
    triplets: Int32Array.from([...triplets.values()].flat()),
  };
}
