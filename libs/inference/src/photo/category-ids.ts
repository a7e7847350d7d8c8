import { COCO_CATEGORY_IDS } from '@turbo-hoi/core';

/** COCO's category ids if every class is one of COCO's, otherwise 1, 2, … in the order of the classes. */
export function categoryIds(objectClasses: readonly string[]): number[] {
  const ids = objectClasses.map((name) => COCO_CATEGORY_IDS.get(name.replaceAll('_', ' ')));
  return ids.every((id) => id !== undefined)
    ? (ids as number[])
    : objectClasses.map((_, index) => index + 1);
}
