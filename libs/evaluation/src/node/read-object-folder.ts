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
  const rows = new HicoDetectionRows(fileNames.length);
  for (const [index, object] of HICO_OBJECTS.entries()) {
    const own = hois.flatMap((hoi, id) => (hoi.object === object ? [id] : []));
    if (own.length === 0) continue;
    const path = join(folder, `detections_${String(index + 1).padStart(2, '0')}.mat`);
    const cells = detectionCells(await readMatFile(path), own.length, fileNames.length, path);
    const source = new HicoMatDetections(cells, bad);
    for (let image = 0; image < fileNames.length; image++) source.copyTo(rows, image, own);
  }
  return rows;
}
