import { readFileSync, writeFileSync } from 'node:fs';
import { type Detections, TurboHoiError } from '@turbo-hoi/core';

/** Detections of one photo as they stand in a file: rows as lists, skeletons as 3K numbers. */
interface StoredDetections {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly (readonly number[])[];
  readonly scores: readonly number[];
  readonly classes: readonly number[];
  readonly keypoints: readonly (readonly number[])[];
}

export interface PhotoDetections {
  readonly file: string;
  readonly width: number;
  readonly height: number;
  readonly found: Detections;
}

const JOINTS = 51;

/** Writes detections by file name; classes are indices into `COCO_80`. */
export function writeDetections(path: string, photos: readonly PhotoDetections[]): void {
  const rows = (values: ArrayLike<number>, width: number, digits: number) =>
    Array.from({ length: values.length / width }, (_, row) =>
      Array.from({ length: width }, (__, i) => Number(values[row * width + i].toFixed(digits))),
    );
  const entries = photos.map(({ file, width, height, found }) => {
    const { boxes, scores, classes, keypoints = new Float32Array(JOINTS * scores.length) } = found;
    const stored: StoredDetections = {
      ...{ width, height, boxes: rows(boxes, 4, 2) },
      scores: Array.from(scores, (score) => Number(score.toFixed(4))),
      classes: [...classes],
      keypoints: rows(keypoints, JOINTS, 3),
    };
    return [file, stored] as const;
  });
  writeFileSync(path, JSON.stringify(Object.fromEntries(entries)));
}

/** @throws TurboHoiError `io` for a file that cannot be read */
export function readDetections(path: string): Map<string, PhotoDetections> {
  let stored: Record<string, StoredDetections>;
  try {
    stored = JSON.parse(readFileSync(path, 'utf8')) as typeof stored;
  } catch (error) {
    throw new TurboHoiError(
      'io',
      `${path}: cannot be read (${(error as Error).message}); expected a file of photo-eyes:detect.`,
      { cause: error },
    );
  }
  return new Map(
    Object.entries(stored).map(([file, { width, height, boxes, scores, classes, keypoints }]) => {
      const found = {
        boxes: Float32Array.from(boxes.flat()),
        scores: Float32Array.from(scores),
        classes: Int32Array.from(classes),
        keypoints: Float32Array.from(keypoints.flat()),
      };
      return [file, { file, width, height, found }];
    }),
  );
}
