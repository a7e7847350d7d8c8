import { extname } from 'node:path';
import { type ActionVocabulary, TurboHoiError } from '@turbo-hoi/core';
import { matCellArray, pickleList } from '@turbo-hoi/formats';
import type { HicoDetections } from '../hico/hico-image';
import { HicoCells } from '../files/hico/hico-cells';
import { type VcocoImageDetections, vcocoRecords } from '../files/vcoco/vcoco-records';
import { jsonList, writeChunks } from './write-chunks';

/** A pose or a box in COCO's results format. */
export interface CocoResult {
  readonly imageId: number;
  readonly categoryId: number;
  readonly score: number;
  /** x, y and a third number for each keypoint. */
  readonly keypoints?: ArrayLike<number>;
  /** xywh */
  readonly bbox?: ArrayLike<number>;
}

/**
 * Writes V-COCO's detections as `vsrl_eval.py` reads them (`.pkl`), or the same list as JSON with null for NaN (`.json`).
 *
 * @throws TurboHoiError `usage` for another extension, `io`
 */
export async function writeVcocoDetections(
  path: string,
  vocabulary: ActionVocabulary,
  images: Iterable<VcocoImageDetections>,
): Promise<void> {
  const records = vcocoRecords(vocabulary, images);
  const asJson = extensionOf(path, ['.pkl', '.json']) === '.json';
  await writeChunks(
    path,
    asJson
      ? jsonList(mapped(records, (r) => JSON.stringify(Object.fromEntries(r))))
      : pickleList(records),
  );
}

/**
 * Writes HICO-DET's detections: a cell array `all_boxes` {HOI × image} of rows `[h4 o4 score]` (`.mat`), or nested lists
 * `[hoi][image][pair]` (`.json`); boxes in files count pixels from 0.
 *
 * @param hois number of HOIs
 * @param images in the order of the ground truth
 * @throws TurboHoiError `usage` for another extension, `io`
 */
export async function writeHicoDetections(
  path: string,
  hois: number,
  images: Iterable<HicoDetections>,
): Promise<void> {
  const asJson = extensionOf(path, ['.mat', '.json']) === '.json';
  const cells = new HicoCells(hois);
  for (const detections of images) cells.add(detections);
  await writeChunks(
    path,
    asJson
      ? jsonList(mapped(Array(hois).keys(), (hoi) => cells.json(hoi)))
      : matCellArray('all_boxes', [hois, cells.images], (cell) => cells.matrix(cell)),
  );
}

/** Writes COCO results JSON. @throws TurboHoiError `io` */
export async function writeCocoResults(path: string, results: Iterable<CocoResult>): Promise<void> {
  await writeChunks(path, jsonList(mapped(results, cocoRecord)));
}

function cocoRecord({ imageId, categoryId, score, keypoints, bbox }: CocoResult): string {
  return JSON.stringify({
    image_id: imageId,
    category_id: categoryId,
    ...(keypoints && { keypoints: Array.from(keypoints) }),
    ...(bbox && { bbox: Array.from(bbox) }),
    score,
  });
}

function* mapped<From, To>(items: Iterable<From>, map: (item: From) => To): Generator<To> {
  for (const item of items) yield map(item);
}

function extensionOf(path: string, known: readonly string[]): string {
  const extension = extname(path).toLowerCase();
  if (known.includes(extension)) return extension;
  throw new TurboHoiError(
    'usage',
    `${path}: expected a file name that ends in ${known.join(' or ')}.`,
  );
}
