import type { DatasetInfo, ImageAnnotations, PersonAnnotation } from '@turbo-hoi/core';
import { checkBox, checkKeypoints, type ImageSize } from './check-geometry';
import type { Findings } from './finding';

/**
 * Checks a single image: dangling ids, boxes and keypoints.
 *
 * @param where the image, for messages
 */
export function checkImage(
  image: ImageAnnotations,
  info: DatasetInfo,
  where: string,
  findings: Findings,
): void {
  const hasSize = isSide(image.width) && isSide(image.height);
  if (!hasSize) findings.add('no-size', `${where}: ${image.width} × ${image.height}`);
  // With an unknown size, nothing is outside.
  const size = hasSize ? image : { width: Infinity, height: Infinity };
  if (image.people.length === 0) findings.add('no-people', where);
  for (const person of image.people) checkPerson(person, image, size, info, where, findings);
  image.objects.forEach(({ annotationId, box, category }) => {
    const at = `${where}, object ${annotationId}`;
    if (annotationId === 0) findings.add('zero-id', at);
    checkBox(box, size, at, findings);
    if (info.objectClasses[category] === undefined) {
      findings.add('unknown-class', `${at}: class ${category} of ${info.objectClasses.length}`);
    }
  });
  for (const hoi of image.hoiLabels ?? []) {
    if (info.hois?.[hoi] === undefined) {
      findings.add('unknown-hoi', `${where}: interaction ${hoi} of ${info.hois?.length ?? 0}`);
    }
  }
}

function checkPerson(
  person: PersonAnnotation,
  { objects }: ImageAnnotations,
  size: ImageSize,
  info: DatasetInfo,
  where: string,
  findings: Findings,
): void {
  const at = `${where}, person ${person.annotationId}`;
  if (person.annotationId === 0) findings.add('zero-id', at);
  checkBox(person.box, size, at, findings);
  checkKeypoints(person, size, info.keypoints, at, findings);
  if (person.interactions === null) {
    if (info.actions.columns.length > 0) findings.add('unlabelled-person', at);
    return;
  }
  for (const { column, object } of person.interactions) {
    const action = info.actions.columns[column];
    if (action === undefined) {
      findings.add('unknown-action', `${at}: column ${column} of ${info.actions.columns.length}`);
    } else if (object !== null && objects[object] === undefined) {
      findings.add('dangling-object', `${at}: object ${object} of ${objects.length}`);
    } else if (object !== null && action.role === null) {
      findings.add('unexpected-object', `${at}: ${info.actions.actions[action.action].name}`);
    }
  }
}

const isSide = (length: number) => length > 0 && Number.isFinite(length);
