import { stat } from 'node:fs/promises';
import { unreadable } from '@turbo-hoi/core';
import type { BadEntries, HicoVerbObject } from '@turbo-hoi/formats';
import { readJsonFile, readMatFile } from '@turbo-hoi/formats/node';
import { HicoDetectionRows } from '../files/hico/hico-detection-rows';
import type { HicoDetectionSource } from '../files/hico/hico-detection-source';
import { addNestedHoi } from '../files/hico/hico-json-detections';
import { detectionCells, HicoMatDetections } from '../files/hico/hico-mat-detections';
import { HoiaDetections } from '../files/hico/hoia-detections';
import { readObjectFolder } from './read-object-folder';
import { reportUse } from './report-use';
import { startsLikeJson } from './starts-like-json';
import { progressOf, type ScoreOptions } from './score-options';

/** The ground truth's lists, whose order the detections have. */
export interface HicoLists {
  readonly hois: readonly HicoVerbObject[];
  readonly fileNames: readonly string[];
}

/**
 * Opens HICO-DET detections: `.mat`, nested JSON, HOIA JSON, or ho-rcnn's folder of one `.mat` per object class.
 *
 * @param bad receives bad rows, some of them only when an image is read
 * @throws TurboHoiError `io`, or `data` for a file of another structure
 */
export async function readHicoDetections(
  path: string,
  lists: HicoLists,
  bad: BadEntries,
  options: ScoreOptions = {},
): Promise<HicoDetectionSource> {
  const status = await stat(path).catch((error: Error) => {
    throw unreadable(path, error);
  });
  if (status.isDirectory()) return readObjectFolder(path, lists, bad);
  if (await startsLikeJson(path)) return readJson(path, lists, bad, options);
  const cells = detectionCells(
    await readMatFile(path),
    lists.hois.length,
    lists.fileNames.length,
    path,
  );
  return new HicoMatDetections(cells, bad);
}

async function readJson(
  path: string,
  { hois, fileNames }: HicoLists,
  bad: BadEntries,
  options: ScoreOptions,
): Promise<HicoDetectionSource> {
  const rows = new HicoDetectionRows(fileNames.length);
  const byImage = new HoiaDetections(rows, fileNames, hois, bad);
  const size = { hois: hois.length, images: fileNames.length };
  let nested = 0;
  let entries = 0;
  await readJsonFile(
    path,
    {
      '[]': (value, { index }) => {
        entries++;
        if (!Array.isArray(value)) byImage.add(value, index);
        else addNestedHoi(rows, value, nested++, size, bad);
      },
    },
    progressOf(path, options),
  );
  rows.isEmptyList = entries === 0;
  if (nested > 0 && nested < size.hois)
    bad.add(`[${nested}]`, `the file ends after ${nested} of ${size.hois} HOIs`);
  const { counts } = byImage;
  if (counts.used > 0) reportUse(path, 'images with detections', counts, options);
  if (byImage.withoutHoi > 0) {
    options.warn?.(
      `${path}: pairs of a verb and an object that are not a HOI are ignored: ${byImage.withoutHoi}.`,
    );
  }
  return rows;
}
