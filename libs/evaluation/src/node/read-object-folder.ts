import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { TurboHoiError } from '@turbo-hoi/core';
import { type BadEntries, HICO_OBJECTS } from '@turbo-hoi/formats';
import { readMatFile } from '@turbo-hoi/formats/node';
import { HicoDetectionRows } from '../files/hico/hico-detection-rows';
import type { HicoDetectionSource } from '../files/hico/hico-detection-source';
import { detectionCells, HicoMatDetections } from '../files/hico/hico-mat-detections';
import type { HicoLists } from './read-hico-detections';

/**
 * Reads ho-rcnn's folder: `detections_01.mat` to `detections_80.mat`, one per object class in COCO's order, with a row for
 * each HOI of the class.
 *
 * @throws TurboHoiError `io` if the file of a class is missing, or `data`
 */
export async function readObjectFolder(
  folder: string,
  { hois, fileNames }: HicoLists,
  bad: BadEntries,
): Promise<HicoDetectionSource> {
  const stranger = hois.find(({ object }) => !HICO_OBJECTS.includes(object));
  if (stranger) {
    throw new TurboHoiError(
      'data',
      `${folder}: a folder has one file per COCO class; ${stranger.object} is not a COCO class. Use a single file with all HOIs.`,
    );
  }
  checkFiles(folder, hois);
  const rows = new HicoDetectionRows(fileNames.length);
  for (const [index, object] of HICO_OBJECTS.entries()) {
    const own = hois.flatMap((hoi, id) => (hoi.object === object ? [id] : []));
    if (own.length === 0) continue;
    const path = join(folder, fileOf(index));
    const cells = detectionCells(await readMatFile(path), own.length, fileNames.length, path);
    const source = new HicoMatDetections(cells, bad);
    for (let image = 0; image < fileNames.length; image++) source.copyTo(rows, image, own);
  }
  return rows;
}

const fileOf = (object: number) => `detections_${String(object + 1).padStart(2, '0')}.mat`;

/** @throws TurboHoiError `io` that names the files of classes that are missing */
function checkFiles(folder: string, hois: HicoLists['hois']): void {
  const there = new Set(readdirSync(folder));
  const needed = HICO_OBJECTS.flatMap((object, index) =>
    hois.some((hoi) => hoi.object === object) ? [fileOf(index)] : [],
  );
  const missing = needed.filter((name) => !there.has(name));
  if (missing.length === 0) return;
  const more = missing.length > 3 ? ` and ${missing.length - 3} more` : '';
  throw new TurboHoiError(
    'io',
    `${folder}: ${missing.slice(0, 3).join(', ')}${more} missing; ` +
      `${needed.length - missing.length} of the ${needed.length} files are there, one for each object class.`,
  );
}
