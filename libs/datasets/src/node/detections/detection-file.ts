import { COCO_CATEGORY_IDS, TurboHoiError } from '@turbo-hoi/core';
import { BadEntries, CoordinateRange, noneLeft } from '@turbo-hoi/formats';
import { readJsonFile } from '@turbo-hoi/formats/node';
import type { PoseImage } from '../../poses/pose-image';
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

/** What the ids of a file without `categories` count. */
export const CATEGORY_IDS = ['coco', 'contiguous', 'contiguous-from-1'] as const;

export interface DetectionFileOptions {
  readonly skipBad?: boolean;
  readonly categoryIds?: (typeof CATEGORY_IDS)[number];
  readonly warn?: (line: string) => void;
}

/**
 * Reads `[{ image_id, category_id, bbox, score }]`, or an object with such a list as `annotations` or `detections` beside COCO's
 * `images` and `categories`.
 *
 * @throws TurboHoiError `io` for a missing file; `data` for malformed JSON or bad entries (unless `skipBad`)
 */
export async function readDetectionFile(
  path: string,
  { skipBad = false, categoryIds = 'coco', warn }: DetectionFileOptions = {},
): Promise<DetectionFile> {
  const bad = new BadEntries(path);
  const byImage = new Map<number | string, FiledDetection[]>();
  const images = new Map<number, PoseImage>();
  const categories = new Map<number, string>();
  const range = new CoordinateRange();
  const add = (list: string) => (value: unknown, at: Place) => {
    const parsed = parseDetection(value);
    if (typeof parsed === 'string')
      return bad.add(`${list}[${at.index}] (line ${at.line})`, parsed);
    const [x, y, width, height] = parsed.bbox;
    range.add(x + width, y + height);
    const known = byImage.get(parsed.image);
    if (known) known.push(parsed);
    else byImage.set(parsed.image, [parsed]);
  };
  const keys = await readJsonFile(path, {
    '[]': add(''),
    'annotations[]': add('annotations'),
    'detections[]': add('detections'),
    'images[]': imageReader(images, bad),
    'categories[]': categoryReader(categories, bad),
  });
  bad.finish(skipBad, warn);
  if (byImage.size === 0) {
    if (bad.count > 0) throw noneLeft(path, bad.count);
    if (!LISTS.some((list) => keys.has(list))) throw empty(path);
    warn?.(`${path}: has no detections; its detector found nothing.`);
  }
  const problem = range.problem(path);
  if (problem !== null) throw new TurboHoiError('data', problem);
  const ids = categories.size > 0 ? null : categoryIds;
  if (ids !== null) checkCategoryIds(path, byImage, ids);
  return {
    byImage,
    images: images.size > 0 ? images : null,
    categories: ids === null ? categories : NAMES[ids],
  };
}

interface Place {
  readonly index: number;
  readonly line: number;
}

const COCO_NAMES: ReadonlyMap<number, string> = new Map(
  [...COCO_CATEGORY_IDS].map(([name, id]) => [id, name]),
);

const NAMES = {
  coco: COCO_NAMES,
  contiguous: new Map([...COCO_NAMES.values()].map((name, at) => [at, name])),
  'contiguous-from-1': new Map([...COCO_NAMES.values()].map((name, at) => [at + 1, name])),
};

/** @throws TurboHoiError `data` if an entry has an id that the convention does not have */
function checkCategoryIds(
  path: string,
  byImage: ReadonlyMap<unknown, readonly FiledDetection[]>,
  ids: (typeof CATEGORY_IDS)[number],
): void {
  for (const [image, entries] of byImage) {
    const other = entries.find(({ category }) => !NAMES[ids].has(category));
    if (other === undefined) continue;
    const { size } = COCO_NAMES;
    const remedy =
      ids === 'coco'
        ? `If it counts COCO's ${size} classes from 0 (YOLO), set categoryIds=contiguous; if from 1, contiguous-from-1; ` +
          'otherwise add "categories": [{ id, name }] to the file.'
        : 'Add "categories": [{ id, name }] to the file.';
    throw new TurboHoiError(
      'data',
      `${path}: category_id ${other.category} (image ${JSON.stringify(image)}) is not among ${RANGES[ids]}. ${remedy}`,
    );
  }
}

const RANGES = {
  coco: "COCO's ids, 1 to 90 with gaps",
  contiguous: '0 to 79',
  'contiguous-from-1': '1 to 80',
};

function categoryReader(categories: Map<number, string>, bad: BadEntries) {
  return (value: unknown, { index, line }: Place) => {
    const { id, name } = (value ?? {}) as Record<string, unknown>;
    if (Number.isSafeInteger(id) && typeof name === 'string') categories.set(id as number, name);
    else
      bad.add(`categories[${index}] (line ${line})`, 'expected an id (a whole number) and a name');
  };
}

/** The lists that hold detections. */
const LISTS = ['[]', 'annotations', 'detections'];

function empty(path: string): TurboHoiError {
  return new TurboHoiError(
    'data',
    `${path}: has no detections; expected a list [{ image_id, category_id, bbox, score }], or one as "annotations" ` +
      'beside "images" and "categories".',
  );
}
