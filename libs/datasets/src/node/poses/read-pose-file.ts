import { TurboHoiError, type PoseAnnotatorContext } from '@turbo-hoi/core';
import { BadEntries, CoordinateRange, noneLeft } from '@turbo-hoi/formats';
import { readJsonFile } from '@turbo-hoi/formats/node';
import { parsePose } from '../../poses/parse-pose';
import type { PoseImage } from '../../poses/pose-image';
import { EntryImages, type EntryKey } from '../../poses/entry-images';
import { PoseTable } from '../../poses/pose-table';

/** The poses of a COCO results file or a COCO keypoint file. */
export interface PoseFile {
  readonly poses: PoseTable;
  /** By image id; null for a results file, which has only ids. */
  readonly images: ReadonlyMap<number, PoseImage> | null;
}

export interface PoseFileOptions extends PoseAnnotatorContext {
  /** Factor on every score, for detectors whose scores are not in 0..1. */
  readonly scoreScale?: number;
  /** Images of another file, instead of those of this file. */
  readonly images?: ReadonlyMap<number, PoseImage> | null;
}

/**
 * Reads `[{ image_id, keypoints, score, … }]`, or a COCO keypoint file (whose annotations may lack a score: they are people, score 1).
 *
 * The file is streamed; a pose takes 224 bytes of memory.
 *
 * @throws TurboHoiError `io` for a missing file; `data` for malformed JSON, bad entries (unless `skipBad`), or neither of the two forms
 */
export async function readPoseFile(path: string, options: PoseFileOptions = {}): Promise<PoseFile> {
  const { scoreScale = 1, skipBad = false, warn, onProgress } = options;
  const bad = new BadEntries(path);
  const poses = new PoseTable();
  const own = new Map<number, PoseImage>();
  let annotated = false;
  let corners = 0;
  const range = new CoordinateRange();
  const firstEntryOf = new Map<EntryKey, string>();
  const add = (defaultScore: number | null, list: string) => (value: unknown, at: Place) => {
    annotated ||= list !== '';
    const where = `${list}[${at.index}] (line ${at.line})`;
    const parsed = parsePose(value, { scoreScale, defaultScore });
    if ('problem' in parsed) return bad.add(where, parsed.problem);
    if (!firstEntryOf.has(parsed.image)) firstEntryOf.set(parsed.image, where);
    corners += parsed.corners;
    if (!parsed.pose) return;
    range.add(...parsed.pose.keypoints.filter((_, i) => i % 3 < 2));
    poses.add(parsed.image, parsed.pose);
  };
  await readJsonFile(
    path,
    {
      '[]': add(null, ''),
      'annotations[]': add(1, 'annotations'),
      'images[]': imageReader(own, bad),
    },
    { onProgress: (done, total) => onProgress?.(path, done, total) },
  );
  const images = options.images ?? (own.size > 0 ? own : null);
  if (annotated && images === null) throw lacksImages(path);
  if (images) {
    for (const [id, where] of firstEntryOf) {
      if (typeof id === 'number' && !images.has(id))
        bad.add(where, `image_id ${id} is not among the images`);
    }
  }
  bad.finish(skipBad, warn);
  const problem = range.problem(path);
  if (problem !== null) throw new TurboHoiError('data', problem);
  if (corners > 0)
    warn?.(`${path}: ${corners} keypoints at exactly (0, 0) with a confidence count as not found.`);
  if (poses.size === 0) {
    if (bad.count > 0) throw noneLeft(path, bad.count);
    warn?.(`${path}: has no poses; its detector found nobody.`);
  }
  return { poses, images };
}

/** Assigns the poses of a file to images. */
export function poseEntries(
  path: string,
  poses: PoseTable,
  images: ReadonlyMap<number, PoseImage> | null,
): EntryImages {
  const names = images && [...images].map(([id, { fileName }]) => [id, fileName] as const);
  return new EntryImages(path, poses.counts(), names && new Map(names));
}

/** Reads the `images` of a COCO file, by id. @throws TurboHoiError as {@link readPoseFile} */
export async function readPoseImages(
  path: string,
  { skipBad = false, warn, onProgress }: PoseAnnotatorContext = {},
): Promise<ReadonlyMap<number, PoseImage>> {
  const bad = new BadEntries(path);
  const images = new Map<number, PoseImage>();
  await readJsonFile(
    path,
    { 'images[]': imageReader(images, bad) },
    { onProgress: (done, total) => onProgress?.(path, done, total), required: ['images'] },
  );
  bad.finish(skipBad, warn);
  return images;
}

interface Place {
  readonly index: number;
  readonly line: number;
}

/** Reads entries of a COCO file's `images`. */
export function imageReader(images: Map<number, PoseImage>, bad: BadEntries) {
  return (value: unknown, { index, line }: Place) => {
    const { id, file_name: fileName, width, height } = (value ?? {}) as Record<string, unknown>;
    const where = `images[${index}] (line ${line})`;
    if (!Number.isSafeInteger(id) || typeof fileName !== 'string' || fileName === '') {
      bad.add(where, 'expected an id (a whole number) and a file_name (a text)');
      return;
    }
    if (images.has(id as number)) {
      bad.add(where, `id ${id} is taken by ${images.get(id as number)!.fileName}`);
      return;
    }
    const size = isSize(width) && isSize(height) ? { width, height } : null;
    images.set(id as number, { fileName, size });
  };
}

const isSize = (value: unknown): value is number =>
  Number.isSafeInteger(value) && Number(value) > 0;

function lacksImages(path: string): TurboHoiError {
  return new TurboHoiError(
    'data',
    `${path}: has annotations, but no images that map their ids to file names; ` +
      'expected a COCO keypoint file with "images", or a list of results [{ image_id, keypoints, score }].',
  );
}
