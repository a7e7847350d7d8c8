import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { COCO_80, createRng, type Detector } from '@turbo-hoi/core';
import { readImage } from '@turbo-hoi/datasets/node';
import {
  NpmModelsDetector,
  npmModelsSchema,
  PhotoDetector,
  photoSchema,
} from '@turbo-hoi/pretrained';
import { packageSource } from '@turbo-hoi/pretrained/node';
import { type PhotoDetections, writeDetections } from './detections-file';

export interface DetectOptions {
  /** Folder with `images/`. */
  readonly photos: string;
  readonly out: string;
  /** JSON of a detector of the kind `photo` or `npm-models` with its options. */
  readonly detector: string;
}

/** Writes what a detector finds in every photo of a folder, and prints how long it took. */
export async function detectCommand({ photos, out, detector: json }: DetectOptions): Promise<void> {
  const detector = openDetector(JSON.parse(json) as { kind: string });
  const folder = join(photos, 'images');
  const files = readdirSync(folder)
    .filter((name) => /\.(jpe?g|png|webp)$/i.test(name))
    .sort();
  const found: PhotoDetections[] = [];
  const times: number[] = [];
  let cpu = process.cpuUsage();
  for (const file of files) {
    const image = await readImage(join(folder, file));
    const start = performance.now();
    const detections = await detector.propose({ image } as never, createRng(0));
    times.push(performance.now() - start);
    // The first photo loads the models.
    if (times.length === 1) cpu = process.cpuUsage();
    found.push({ file, width: image.width, height: image.height, found: detections });
    if (found.length % 20 === 0) console.log(`${found.length} of ${files.length} photos`);
  }
  detector.dispose?.();
  writeDetections(out, found);
  const { user, system } = process.cpuUsage(cpu);
  const sorted = times.slice(1).sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))].toFixed(0);
  console.log(
    `ms a photo: median ${at(0.5)}, 90 % below ${at(0.9)}, CPU ${((user + system) / 1000 / sorted.length).toFixed(0)}`,
  );
}

function openDetector({ kind, ...options }: { kind: string }): Detector {
  const context = { dataset: { objectClasses: COCO_80 } };
  return kind === 'npm-models'
    ? new NpmModelsDetector(npmModelsSchema.parse(options), packageSource(), context)
    : new PhotoDetector(photoSchema.parse(options), packageSource(), context);
}
