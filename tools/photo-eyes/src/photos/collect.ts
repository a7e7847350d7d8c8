import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { type RgbImage, type XyxyBox } from '@turbo-hoi/core';
import { takeDetections, topScores } from '@turbo-hoi/detection';
import { readImage } from '@turbo-hoi/datasets/node';
import {
  mergeViews,
  MovenetAnnotator,
  movenetSchema,
  PhotoLook,
  type PhotoSight,
  photoSchema,
  type SeenInView,
  seenChance,
} from '@turbo-hoi/pretrained';
import { packageSource } from '@turbo-hoi/pretrained/node';

/** A pose of a person that was found, by each pose detector. */
export interface RawPose {
  readonly box: XyxyBox;
  readonly lightning: readonly number[];
  readonly thunder: readonly number[];
}

/** What all models see of one photo. */
export interface PhotoRecord extends PhotoSight {
  readonly file: string;
  readonly poses: readonly RawPose[];
}

interface StoredView {
  readonly kind: SeenInView['kind'];
  readonly boxes: readonly number[];
  readonly scores: readonly number[];
  readonly classes: readonly number[];
}

const MOST_POSES = 16;
const LIKELY_PERSON = 0.3;

/**
 * Runs every view of every photo, CenterNet and both pose detectors included, once: the file keeps them, one photo a line, and a
 * second call goes on where the first one stopped.
 */
export async function collect(
  photos: readonly { file: string; path: string }[],
  path: string,
): Promise<PhotoRecord[]> {
  const known = existsSync(path) ? readRecords(path) : new Map<string, PhotoRecord>();
  const source = packageSource();
  const look = new PhotoLook(photoSchema.parse({ centernet: true }), source);
  const [lightning, thunder] = (['lightning', 'thunder'] as const).map(
    (variant) => new MovenetAnnotator(movenetSchema.parse({ variant }), source),
  );
  for (const [i, photo] of photos.entries()) {
    if (known.has(photo.file)) continue;
    const image = await readImage(photo.path);
    const sight = await look.see(image);
    const people = likelyPeople(sight);
    const quick = await lightning.annotate({ image, people });
    const slow = await thunder.annotate({ image, people });
    const poses = quick.map((pose, p) => ({
      box: pose.box,
      lightning: rounded(pose.keypoints),
      thunder: rounded(slow[p].keypoints),
    }));
    appendFileSync(path, `${JSON.stringify(stored(photo.file, image, sight, poses))}\n`);
    if (i % 20 === 0) console.log(`${i + 1} of ${photos.length} photos`);
  }
  [look, lightning, thunder].forEach((owner) => owner.dispose());
  const records = readRecords(path);
  return photos.map(({ file }) => records.get(file)!);
}

function likelyPeople({ seen, scene }: PhotoSight): XyxyBox[] {
  const own = seen.filter(({ kind }) => kind !== 'centernet');
  return mergeViews(own, scene.image)
    .filter((one) => one.classId === 0 && seenChance(one) > LIKELY_PERSON)
    .sort((a, b) => seenChance(b) - seenChance(a))
    .slice(0, MOST_POSES)
    .map(({ box }) => box);
}

function stored(file: string, image: RgbImage, { seen, scene }: PhotoSight, poses: RawPose[]) {
  const { kinds, regions } = scene;
  const views = seen.map((view): StoredView => ({
    kind: view.kind,
    boxes: rounded(view.boxes),
    scores: Array.from(view.scores, (score) => Number(score.toFixed(4))),
    classes: [...view.classes],
  }));
  return { file, width: image.width, height: image.height, kinds, regions, views, poses };
}

function readRecords(path: string): Map<string, PhotoRecord> {
  const lines = readFileSync(path, 'utf8').split('\n').filter(Boolean);
  return new Map(
    lines.map((line) => {
      const { file, width, height, kinds, regions, views, poses } = JSON.parse(line) as ReturnType<
        typeof stored
      >;
      const seen = views.map((view) => {
        const rows = {
          boxes: Float32Array.from(view.boxes),
          scores: Float32Array.from(view.scores),
          classes: Int32Array.from(view.classes),
        };
        return { kind: view.kind, ...takeDetections(rows, topScores(rows.scores, 200)) };
      });
      return [file, { file, seen, scene: { image: { width, height }, kinds, regions }, poses }];
    }),
  );
}

function rounded(values: ArrayLike<number>): number[] {
  return Array.from(values, (value) => Number(value.toFixed(3)));
}
