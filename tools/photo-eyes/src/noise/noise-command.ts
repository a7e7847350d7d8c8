import { writeFileSync } from 'node:fs';
import { boxIou, createRng, type XyxyBox } from '@turbo-hoi/core';
import { readCocoPhotos } from '../photos/coco-photos';
import { readDetections } from '../photos/detections-file';
import { explainBoxes } from './explain-boxes';
import { fitEchoes, fitFalse, fitParts, fitWrongClasses } from './fit-false';
import { fitFound, fitJitter } from './fit-found';
import { fitKeypoints } from './fit-keypoints';

export interface NoiseOptions {
  readonly photos: string;
  readonly detections: string;
  readonly out: string;
}

/**
 * Fits the rates of the detector `detection-noise` to detections of annotated photos, and writes them as JSON.
 *
 * What COCO marks as a crowd is not annotated in every folder: some of the boxes that count as false are then right.
 */
export function noiseCommand({ photos: folder, detections, out }: NoiseOptions): void {
  const photos = readCocoPhotos(folder);
  const files = readDetections(detections);
  const found = photos.map(({ file }) => files.get(file)!.found);
  const explained = photos.map((photo, i) => explainBoxes(photo, found[i]));
  const things = explained.flatMap((photo) => photo.things);
  const jitter = fitJitter(things);
  const seen = shareSeen(jitter);
  const noise = {
    version: 1,
    madeBy: 'npx nx run photo-eyes:noise -- --photos DIR --detections FILE --out FILE',
    images: photos.length,
    person: fitFound(
      things.filter(({ classId }) => classId === 0),
      seen,
    ),
    object: fitFound(
      things.filter(({ classId }) => classId !== 0),
      seen,
    ),
    jitter,
    falseBoxes: fitFalse(explained),
    echoes: fitEchoes(explained),
    ...fitWrongClasses(explained),
    partPersons: fitParts(explained),
    keypoints: fitKeypoints(explained, found),
  };
  writeFileSync(out, `${JSON.stringify(noise, null, 1)}\n`);
  const { places, ...falseBoxes } = noise.falseBoxes;
  const { of, ...confusions } = noise.confusions;
  console.log(JSON.stringify({ ...noise, falseBoxes, confusions }, null, 1));
  console.log(
    `and ${Object.keys(places).length} classes of places, ${Object.keys(of).length} of confusions`,
  );
}

const DRAWS = 4000;

/** Share of boxes that stay at IoU ≥ .5 when their edges are moved. */
function shareSeen({ scale, spread }: { scale: number; spread: number }): number {
  const rng = createRng(1);
  const box: XyxyBox = [0, 0, 1, 1];
  let kept = 0;
  for (let i = 0; i < DRAWS; i++) {
    const level = scale * Math.exp(rng.normal(0, spread));
    const [x1, y1, x2, y2] = box.map((edge) => edge + rng.normal(0, level));
    kept += Number(boxIou(box, [x1, y1, x2, y2]) >= 0.5);
  }
  return kept / DRAWS;
}
