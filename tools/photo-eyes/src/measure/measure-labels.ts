import { boxAt, boxIou, type XyxyBox } from '@turbo-hoi/core';
import { topScores } from '@turbo-hoi/detection';
import type { PhotoDetections } from '../photos/detections-file';

/** A photo of one labelled person. */
export interface LabelledPhoto {
  readonly file: string;
  readonly personBox: XyxyBox;
  /** Names of the classes that may take part in the action. */
  readonly objects: readonly string[];
}

export interface LabelFigures {
  /** How many boxes of an image count, the best ones. */
  readonly most: number;
  /** Shares of the photos: the labelled person at IoU ≥ .5, a box of one of the classes, both. */
  readonly person: number;
  readonly object: number;
  readonly both: number;
  readonly boxes: number;
}

/** How often the labelled person, and anything of a class that may take part, are among the best boxes. */
export function measureLabels(
  photos: readonly LabelledPhoto[],
  found: ReadonlyMap<string, PhotoDetections>,
  names: readonly string[],
): LabelFigures[] {
  return [10, 20, 40, Infinity].map((most) => {
    let [person, object, both, boxes] = [0, 0, 0, 0];
    for (const { file, personBox, objects } of photos) {
      const { found: detections } = found.get(file)!;
      const rows = [...topScores(detections.scores, Math.min(most, detections.scores.length))];
      const hasPerson = rows.some(
        (row) =>
          detections.classes[row] === 0 && boxIou(boxAt(detections.boxes, row), personBox) >= 0.5,
      );
      const hasObject = rows.some((row) => objects.includes(names[detections.classes[row]]));
      person += Number(hasPerson) / photos.length;
      object += Number(hasObject) / photos.length;
      both += Number(hasPerson && hasObject) / photos.length;
      boxes += rows.length / photos.length;
    }
    return { most, person, object, both, boxes };
  });
}
