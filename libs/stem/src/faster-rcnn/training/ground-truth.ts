import { boxArea, boxAt, type ImageAnnotations, type XyxyBox } from '@turbo-hoi/core';

/** What a detector is to find in an image. */
export interface GroundTruth {
  /** [4m] xyxy in pixels of the image. */
  readonly boxes: Float32Array;
  /** [m], indices into `DatasetInfo.objectClasses`. */
  readonly classes: Int32Array;
  /** [4c], groups annotated as one: what lies in them is neither found nor background. */
  readonly crowds: Float32Array;
}

const PERSON = 0;
/** Share of a candidate inside a crowd from which it teaches nothing. */
const CROWD_SHARE = 0.5;

/** A box of somebody or something. */
export interface AnnotatedBox {
  readonly box: XyxyBox;
  /** Index into `DatasetInfo.objectClasses`. */
  readonly category: number;
  readonly crowd: boolean;
}

/** The annotated people and objects of an image, each once, without boxes that are empty. */
export function annotatedBoxes({ people, objects }: ImageAnnotations): AnnotatedBox[] {
  const known = new Set(people.map(({ annotationId }) => annotationId));
  // People are listed among the objects, too, where they are the target of an action.
  const others = objects.filter(
    ({ category, annotationId }) => category !== PERSON || !known.has(annotationId),
  );
  return [...people.map((person) => ({ ...person, category: PERSON })), ...others]
    .filter(({ box }) => boxArea(box) > 0)
    .map(({ box, category, crowd = false }) => ({ box, category, crowd }));
}

/** What a detector learns from an image. */
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

/** Whether candidate `i` of boxes [4n] lies mostly in one of the crowds [4c]. */
export function liesInCrowd(boxes: Float32Array, i: number, crowds: Float32Array): boolean {
  const [x1, y1, x2, y2] = boxAt(boxes, i);
  const least = CROWD_SHARE * boxArea([x1, y1, x2, y2]);
  for (let c = 0; c < crowds.length / 4; c++) {
    const [left, top, right, bottom] = boxAt(crowds, c);
    const width = Math.min(x2, right) - Math.max(x1, left);
    const height = Math.min(y2, bottom) - Math.max(y1, top);
    if (width > 0 && height > 0 && width * height >= least) return true;
  }
  return false;
}
