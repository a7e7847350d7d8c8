import { readFileSync } from 'node:fs';
import { COCO_80, TurboHoiError } from '@turbo-hoi/core';
import { readCocoPhotos } from '../photos/coco-photos';
import { readDetections } from '../photos/detections-file';
import { type LabelledPhoto, measureLabels } from './measure-labels';
import { measureBoxes } from './measure-boxes';
import { measurePoses, printPoses } from './measure-poses';
import { dot, printBoxes } from './print-boxes';

export interface MeasureOptions {
  readonly photos?: string;
  readonly labels?: string;
  readonly detections: string;
}

/** Prints how good detections are, by boxes of all classes or by the labelled person and object. */
export function measureCommand({ photos: folder, labels, detections }: MeasureOptions): void {
  const found = readDetections(detections);
  if (labels) {
    const photos = JSON.parse(readFileSync(labels, 'utf8')) as LabelledPhoto[];
    for (const row of measureLabels(photos, found, COCO_80)) {
      console.log(
        `best ${row.most} boxes: person ${dot(row.person)}, object ${dot(row.object)}, both ${dot(row.both)}, ` +
          `boxes an image ${row.boxes.toFixed(1)}`,
      );
    }
    return;
  }
  if (!folder) throw new TurboHoiError('usage', 'measure: --photos or --labels is missing.');
  const photos = readCocoPhotos(folder);
  const rows = photos.map(({ file }) => found.get(file)!.found);
  printBoxes(detections, measureBoxes(photos, rows));
  if (rows.some(({ keypoints }) => keypoints?.some((value) => value !== 0))) {
    printPoses('skeletons', measurePoses(photos, rows));
  }
}
