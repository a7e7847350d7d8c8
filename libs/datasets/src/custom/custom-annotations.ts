import {
  boxArea,
  type ActionVocabulary,
  type ImageAnnotations,
  type Interaction,
  type ObjectAnnotation,
  type PersonAnnotation,
} from '@turbo-hoi/core';
import type { ImageSize } from '../sampling/resize-rule';
import type { CustomVocabulary } from './custom-info';
import type { CustomImage, CustomPerson } from './custom-schema';

/**
 * Converts a checked image of a data set file to annotations.
 *
 * @param position of the image in the file; ids count from it
 * @param firstId of its annotations; there are at most as many as people and objects
 */
export function customAnnotations(
  image: CustomImage,
  { width, height }: ImageSize,
  { info }: CustomVocabulary,
  position: number,
  firstId: number,
): ImageAnnotations {
  const people = image.people.map((person, i): PersonAnnotation => ({
    annotationId: firstId + i,
    box: person.box,
    area: person.area ?? boxArea(person.box),
    keypoints: person.keypoints ? Float32Array.from(person.keypoints) : null,
    interactions: interactionsOf(person, info.actions),
    ...(person.crowd && { crowd: true }),
  }));
  const objects = image.objects.map((object, i): ObjectAnnotation => {
    const category = info.objectClasses.indexOf(object.class);
    // A person who is a target is in both lists.
    const person =
      category === 0 &&
      people.find(({ box }) => box.every((value, corner) => value === object.box[corner]));
    return {
      annotationId: person ? person.annotationId : firstId + people.length + i,
      box: object.box,
      category,
      ...(object.crowd && { crowd: true }),
    };
  });
  return { imageId: position + 1, fileName: image.file, width, height, people, objects };
}

/** An action of a person is positive in the columns of all its roles, with or without an object. */
function interactionsOf(
  { interactions }: CustomPerson,
  { actions, columns }: ActionVocabulary,
): Interaction[] | null {
  if (!interactions) return null;
  return columns.flatMap(({ action, role }, column): Interaction[] => {
    const { name, roles } = actions[action];
    const done = interactions.filter((one) => one.action === name);
    const targets = done.filter(
      (one) => one.object !== undefined && (one.role ?? roles[0]) === role,
    );
    if (targets.length > 0) return targets.map(({ object }) => ({ column, object: object! }));
    return done.length > 0 ? [{ column, object: null }] : [];
  });
}
