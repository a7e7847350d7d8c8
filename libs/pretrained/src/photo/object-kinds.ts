/** Index of the person in `COCO_80`. */
export const PERSON = 0;

// First class of each of COCO's super-categories after the person, in the order of `COCO_80`.
const STARTS = [1, 9, 14, 24, 29, 39, 46, 56, 62, 68, 73];

/** COCO's super-category of a class of `COCO_80`, counted from 0: the person. */
export function kinship(classId: number): number {
  return STARTS.filter((start) => start <= classId).length;
}
