import {
  boxFromXywh,
  type ImageAnnotations,
  type Interaction,
  type ObjectAnnotation,
  type PersonAnnotation,
} from '@turbo-hoi/core';
import type { VcocoInteraction } from '../vcoco/vcoco-records';
import type { CocoIndexAnnotation } from './coco-index';

/**
 * Joins the annotations of an image to people and objects.
 *
 * Objects are all annotations that are not people, and the people who are targets. A target that is not among the annotations,
 * because its box has no extent, counts as not annotated.
 *
 * @param annotations class 0 is person
 * @param interactions by person; other people's actions are not annotated
 */
export function joinImage(
  annotations: readonly CocoIndexAnnotation[],
  interactions: ReadonlyMap<number, readonly VcocoInteraction[]> = new Map(),
): Pick<ImageAnnotations, 'people' | 'objects'> {
  const targets = new Set(
    annotations.flatMap(({ id }) => interactions.get(id) ?? []).map(({ objectId }) => objectId),
  );
  const listed = annotations.filter(({ id, category }) => category !== 0 || targets.has(id));
  const positions = new Map(listed.map(({ id }, index) => [id, index]));
  const resolve = ({ column, objectId }: VcocoInteraction): Interaction => ({
    column,
    object: positions.get(objectId!) ?? null,
  });
  const people = annotations.filter(({ category }) => category === 0);
  return {
    people: people.map(({ id, bbox, area, keypoints, crowd }): PersonAnnotation => ({
      annotationId: id,
      box: boxFromXywh(bbox),
      area,
      keypoints: keypoints && Float32Array.from(keypoints),
      interactions: interactions.get(id)?.map(resolve) ?? null,
      ...(crowd ? { crowd } : {}),
    })),
    objects: listed.map(({ id, bbox, category, crowd }): ObjectAnnotation => ({
      annotationId: id,
      box: boxFromXywh(bbox),
      category,
      ...(crowd ? { crowd } : {}),
    })),
  };
}
