import { readFileSync } from 'node:fs';
import { boxFromXywh, TurboHoiError, type XyxyBox } from '@turbo-hoi/core';

/** The annotated person of a photo. */
export interface Truth {
  readonly box: XyxyBox;
  readonly area: number;
  readonly keypoints: readonly number[];
}

interface CocoFile {
  readonly annotations?: readonly {
    readonly bbox: readonly number[];
    readonly area: number;
    readonly keypoints: readonly number[];
  }[];
}

/**
 * Reads the COCO keypoints of one photo, of the largest person if there are several.
 *
 * @throws TurboHoiError `data` for a file without people
 */
export function readPerson(path: string): Truth {
  const { annotations = [] } = JSON.parse(readFileSync(path, 'utf8')) as CocoFile;
  const [largest] = [...annotations].sort((a, b) => b.area - a.area);
  if (!largest?.keypoints) {
    throw new TurboHoiError(
      'data',
      `${path}: has no person; expected COCO keypoints of the photo.`,
    );
  }
  return { ...largest, box: boxFromXywh(largest.bbox) };
}
