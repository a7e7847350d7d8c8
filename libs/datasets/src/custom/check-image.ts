import type { BadEntries } from '@turbo-hoi/formats';
import type { ImageSize } from '../sampling/resize-rule';
import type { CustomVocabulary } from './custom-info';
import type { CustomImage, CustomInteraction, CustomPerson } from './custom-schema';
import { suggestion } from './nearest-name';

// Tools write border coordinates as 639.9999 or 640.0001.
const SLACK = 0.01;

/**
 * Reports faults of an image that the schema does not check: names, indices, coordinates.
 *
 * @param where the image, for example `images[3]`
 * @param size of the image in pixels; null: unknown
 */
export function checkImage(
  image: CustomImage,
  size: ImageSize | null,
  vocabulary: CustomVocabulary,
  where: string,
  bad: BadEntries,
): void {
  const { objectClasses } = vocabulary.info;
  image.people.forEach((person, i) => {
    const at = `${where}.people[${i}]`;
    checkBox(person.box, size, `${at}.box`, bad);
    checkKeypoints(person, size, vocabulary, `${at}.keypoints`, bad);
    person.interactions?.forEach((interaction, j) =>
      checkInteraction(interaction, image, vocabulary, `${at}.interactions[${j}]`, bad),
    );
  });
  image.objects.forEach((object, i) => {
    const at = `${where}.objects[${i}]`;
    checkBox(object.box, size, `${at}.box`, bad);
    if (objectClasses.includes(object.class)) return;
    bad.add(`${at}.class`, `got "${object.class}"; ${suggestion(object.class, objectClasses)}`);
  });
}

function checkBox(
  box: readonly number[],
  size: ImageSize | null,
  where: string,
  bad: BadEntries,
): void {
  const [x1, y1, x2, y2] = box;
  const got = `got [${box.join(', ')}]`;
  if (!(x2 > x1 && y2 > y1)) {
    bad.add(where, `${got}; expected x1 < x2 and y1 < y2 (edges, not width and height)`);
  } else if (size && !(isInside(x1, y1, size) && isInside(x2, y2, size))) {
    bad.add(where, `${got}; expected it inside the image, ${size.width}×${size.height}`);
  }
}

function checkKeypoints(
  { keypoints }: CustomPerson,
  size: ImageSize | null,
  { info, hasKeypoints }: CustomVocabulary,
  where: string,
  bad: BadEntries,
): void {
  if (!keypoints) return;
  const { names } = info.keypoints;
  if (!hasKeypoints) {
    bad.add(where, 'got keypoints; expected none, since the top-level "keypoints" is null');
    return;
  }
  if (keypoints.length !== 3 * names.length) {
    bad.add(
      where,
      `got ${keypoints.length} numbers; expected x, y, v of ${names.length} keypoints`,
    );
    return;
  }
  names.forEach((name, k) => {
    const [x, y, v] = keypoints.slice(3 * k, 3 * k + 3);
    const got = `got ${x}, ${y}, ${v} for ${name}`;
    if (![0, 1, 2].includes(v)) {
      bad.add(
        `${where}[${3 * k + 2}]`,
        `${got}; expected v = 0 (not labelled), 1 (hidden) or 2 (visible)`,
      );
    } else if (v > 0 && size && !isInside(x, y, size)) {
      bad.add(
        `${where}[${3 * k}]`,
        `${got}; expected it inside the image, ${size.width}×${size.height}, or v = 0`,
      );
    }
  });
}

function checkInteraction(
  { action, role, object }: CustomInteraction,
  { objects }: CustomImage,
  { info }: CustomVocabulary,
  where: string,
  bad: BadEntries,
): void {
  const { actions } = info.actions;
  const spec = actions.find(({ name }) => name === action);
  if (!spec) {
    const names = actions.map(({ name }) => name);
    bad.add(`${where}.action`, `got "${action}"; ${suggestion(action, names)}`);
    return;
  }
  if (object !== undefined && object >= objects.length) {
    bad.add(
      `${where}.object`,
      `got ${object}; the image has ${objects.length} objects, counted from 0`,
    );
  }
  if (spec.roles.length === 0) {
    const field = role !== undefined ? 'role' : object !== undefined ? 'object' : null;
    if (field) bad.add(`${where}.${field}`, `got a value; "${action}" has no roles, leave it out`);
  } else if (role !== undefined && !spec.roles.includes(role)) {
    bad.add(`${where}.role`, `got "${role}"; ${suggestion(role, spec.roles)}`);
  } else if (role === undefined && object !== undefined && spec.roles.length > 1) {
    bad.add(`${where}.role`, `missing; expected one of ${spec.roles.join(', ')} for "${action}"`);
  }
}

function isInside(x: number, y: number, { width, height }: ImageSize): boolean {
  return x >= -SLACK && y >= -SLACK && x <= width + SLACK && y <= height + SLACK;
}
