import { COCO_CATEGORY_IDS, TurboHoiError } from '@turbo-hoi/core';
import { BadEntries } from '@turbo-hoi/formats';
import { readJsonFile } from '@turbo-hoi/formats/node';
import type { PoseImage } from '../../poses/pose-images';
import { imageReader } from '../poses/read-pose-file';
import { type FiledDetection, parseDetection } from './parse-detection';

/** Detections of a file. */
export interface DetectionFile {
  /** By image id or file name. */
  readonly byImage: ReadonlyMap<number | string, readonly FiledDetection[]>;
  /** By image id; null for a list of results, which has only ids or file names. */
  readonly images: ReadonlyMap<number, PoseImage> | null;
  /** Names by category id: those of the file, otherwise COCO's. */
  readonly categories: ReadonlyMap<number, string>;
}

/**
 * Reads `[{ image_id, category_id, bbox, score }]`, or an object with such a list as `annotations` or `detections` beside COCO's
 * `images` and `categories`.
 *
 * @throws TurboHoiError `io` for a missing file; `data` for malformed JSON or bad entries (unless `skipBad`)
 */
export async function readDetectionFile(path: string, skipBad: boolean): Promise<DetectionFile> {
  const bad = new BadEntries(path);
  const byImage = new Map<number | string, FiledDetection[]>();
  const images = new Map<number, PoseImage>();
  const categories = new Map<number, string>();
  const add = (list: string) => (value: unknown, at: Place) => {
    const parsed = parseDetection(value);
    if (typeof parsed === 'string')
      return bad.add(`${list}[${at.index}] (line ${at.line})`, parsed);
    const known = byImage.get(parsed.image);
    if (known) known.push(parsed);
    else byImage.set(parsed.image, [parsed]);
  };
  await readJsonFile(path, {
    '[]': add(''),
    'annotations[]': add('annotations'),
    'detections[]': add('detections'),
    'images[]': imageReader(images, bad),
    'categories[]': categoryReader(categories, bad),
  });
  bad.finish(skipBad);
  if (byImage.size === 0) throw empty(path);
  return {
    byImage,
    images: images.size > 0 ? images : null,
    categories: categories.size > 0 ? categories : COCO_NAMES,
  };
}

interface Place {
  readonly index: number;
  readonly line: number;
}

const COCO_NAMES: ReadonlyMap<number, string> = new Map(
  [...COCO_CATEGORY_IDS].map(([name, id]) => [id, name]),
);

function categoryReader(categories: Map<number, string>, bad: BadEntries) {
  return (value: unknown, { index, line }: Place) => {
    const { id, name } = (value ?? {}) as Record<string, unknown>;
    if (Number.isSafeInteger(id) && typeof name === 'string') categories.set(id as number, name);
    else
      bad.add(`categories[${index}] (line ${line})`, 'expected an id (a whole number) and a name');
  };
}

function empty(path: string): TurboHoiError {
  return new TurboHoiError(
    'data',
    `${path}: has no detections; expected a list [{ image_id, category_id, bbox, score }], or one as "annotations" ` +
      'beside "images" and "categories".',
  );
}
