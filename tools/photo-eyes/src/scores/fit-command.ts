import { writeFileSync } from 'node:fs';
import type { Detections } from '@turbo-hoi/core';
import type { PhotoScores } from '@turbo-hoi/pretrained';
import { measureBoxes } from '../measure/measure-boxes';
import { measurePoses, printPoses } from '../measure/measure-poses';
import { printBoxes } from '../measure/print-boxes';
import { type AnnotatedPhoto, readCocoPhotos } from '../photos/coco-photos';
import { collect, type PhotoRecord } from '../photos/collect';
import { writeDetections } from '../photos/detections-file';
import { candidatesOf } from './candidates';
import { detectionsOf } from './detections-of';
import { fitBoxes } from './fit-boxes';
import { fitJoints } from './fit-joints';
import { scoresSource } from './scores-source';

export interface FitOptions {
  readonly photos: string;
  /** File that keeps what the models see, so that a second fit takes seconds. */
  readonly sights: string;
  /** Receives the numbers; absent: only measured. */
  readonly write?: string;
  /** Receives the detections by the numbers of the other folds. */
  readonly outOfFold?: string;
}

const FOLDS = 5;

/** Fits the learned scores on annotated photos and measures them on photos that they were not fitted on. */
export async function fitCommand({ photos: folder, sights, write, outOfFold }: FitOptions) {
  const photos = readCocoPhotos(folder);
  const records = await collect(photos, sights);
  const fitted = { nanodet: false, withCenternet: true };
  const models: Partial<Record<keyof typeof fitted, PhotoScores['nanodet']>> = {};
  const joints = {
    lightning: fitJoints(photos, records, 'lightning'),
    thunder: fitJoints(photos, records, 'thunder'),
  };
  for (const [name, withCenternet] of Object.entries(fitted)) {
    const found = crossValidated(photos, records, withCenternet, 'thunder');
    printBoxes(`${name}, ${FOLDS}-fold`, measureBoxes(photos, found));
    if (!withCenternet) {
      const quick = crossValidated(photos, records, withCenternet, 'lightning');
      printPoses(`lightning, ${FOLDS}-fold`, measurePoses(photos, quick));
      printPoses(`thunder, ${FOLDS}-fold`, measurePoses(photos, found));
    }
    if (!withCenternet && outOfFold) {
      const files = photos.map((photo, i) => ({ ...photo, found: found[i] }));
      writeDetections(outOfFold, files);
    }
    const all = photos.map((photo, i) => candidatesOf(photo, records[i], withCenternet));
    models[name as keyof typeof fitted] = fitBoxes(all);
  }
  if (write)
    writeFileSync(write, scoresSource({ ...(models as PhotoModels), ...joints }, photos.length));
}

type PhotoModels = Pick<PhotoScores, 'nanodet' | 'withCenternet'>;

/** Detections of every photo by numbers that were fitted without the photo's fold. */
function crossValidated(
  photos: readonly AnnotatedPhoto[],
  records: readonly PhotoRecord[],
  withCenternet: boolean,
  variant: 'lightning' | 'thunder',
): Detections[] {
  const candidates = photos.map((photo, i) => candidatesOf(photo, records[i], withCenternet));
  const found = new Array<Detections>(photos.length);
  for (let fold = 0; fold < FOLDS; fold++) {
    const isOut = (_: unknown, i: number) => i % FOLDS === fold;
    const isIn = (_: unknown, i: number) => i % FOLDS !== fold;
    const model = fitBoxes(candidates.filter(isIn));
    const joints = fitJoints(photos.filter(isIn), records.filter(isIn), variant);
    photos.forEach((photo, i) => {
      if (!isOut(photo, i)) return;
      found[i] = detectionsOf(candidates[i], records[i], model, joints, variant);
    });
  }
  return found;
}
