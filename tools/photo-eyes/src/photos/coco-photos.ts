import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  boxFromXywh,
  COCO_80,
  COCO_CATEGORY_IDS,
  TurboHoiError,
  type XyxyBox,
} from '@turbo-hoi/core';

/** An annotated person or object. */
export interface Thing {
  readonly box: XyxyBox;
  /** Index into `COCO_80`. */
  readonly classId: number;
  /** [3K] x, y, visibility; null: the person's keypoints are not annotated. */
  readonly keypoints: readonly number[] | null;
}

export interface AnnotatedPhoto {
  readonly file: string;
  readonly path: string;
  readonly width: number;
  readonly height: number;
  readonly things: readonly Thing[];
}

interface CocoFile {
  readonly images: readonly { id: number; file_name: string; width: number; height: number }[];
  readonly annotations: readonly {
    image_id: number;
    category_id: number;
    bbox: [number, number, number, number];
    keypoints?: number[];
    iscrowd?: number;
  }[];
}

const CLASS_OF = new Map(COCO_80.map((name, index) => [COCO_CATEGORY_IDS.get(name), index]));

/**
 * Reads a folder in COCO's layout: `annotations.json` and `images/`; crowds are left out.
 *
 * @throws TurboHoiError `io` without such a file, `data` for a category that COCO does not have
 */
export function readCocoPhotos(folder: string): AnnotatedPhoto[] {
  const { images, annotations } = readJson(join(folder, 'annotations.json')) as CocoFile;
  const things = new Map(images.map(({ id }) => [id, [] as Thing[]]));
  for (const { image_id, category_id, bbox, keypoints, iscrowd } of annotations) {
    if (iscrowd) continue;
    const classId = CLASS_OF.get(category_id);
    if (classId === undefined) {
      throw new TurboHoiError(
        'data',
        `${folder}: category ${category_id} is none of COCO's; expected its ids 1 to 90.`,
      );
    }
    const labelled = keypoints?.some((value, i) => i % 3 === 2 && value > 0);
    const thing = { box: boxFromXywh(bbox), classId, keypoints: labelled ? keypoints! : null };
    things.get(image_id)?.push(thing);
  }
  return images.map(({ id, file_name: file, width, height }) => ({
    ...{ file, width, height, path: join(folder, 'images', file) },
    things: things.get(id)!,
  }));
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new TurboHoiError(
      'io',
      `${path}: cannot be read (${(error as Error).message}); expected COCO annotations.`,
      { cause: error },
    );
  }
}
