import {
  clipBox,
  type DatasetInfo,
  type Detections,
  type ImageAnnotations,
  type KeypointLayout,
  type NamedImage,
  TurboHoiError,
  type UnknownDetection,
  type XyxyBox,
} from '@turbo-hoi/core';
import { describeEntries, EntryImages, type EntryKey } from '../../poses/entry-images';
import type { PoseImage } from '../../poses/pose-image';
import { tellOutside } from '../outside-image';
import type { DetectionFile } from './detection-file';
import type { FiledDetection } from './parse-detection';

/** The detections of a file, mapped to the classes and images of a data set. */
export class FileDetections {
  /** By category id of the file; classes that the data set lacks are not in it. */
  private readonly classes: ReadonlyMap<number, number>;
  private readonly entries: EntryImages;
  /** 3K if any detection of the file has a skeleton, otherwise 0. */
  private readonly skeleton: number;
  private readonly tellOutside: ReturnType<typeof tellOutside>;

  /** @throws TurboHoiError `data` if no class of the file is one of the data set's, or its skeletons have other joints */
  constructor(
    private readonly path: string,
    private readonly file: DetectionFile,
    private readonly minScore: number,
    info: DatasetInfo,
    warn?: (line: string) => void,
  ) {
    this.tellOutside = tellOutside(path, 'boxes', warn);
    this.classes = classesOf(path, file, info.objectClasses);
    this.skeleton = skeletonOf(path, file, info.keypoints);
    const counts = new Map<EntryKey, number>();
    for (const [key, entries] of file.byImage) counts.set(key, entries.length);
    const names =
      file.images && new Map([...file.images].map(([id, { fileName }]) => [id, fileName] as const));
    this.entries = new EntryImages(path, counts, names);
  }

  /**
   * Takes the images of a split or command; returns a line that counts their entries.
   *
   * @throws TurboHoiError `data` for entries that fit two images
   */
  expect(images: readonly NamedImage[]): string {
    this.entries.expect(images);
    return describeEntries(this.path, this.entries.counts());
  }

  /**
   * The detections of an image in its pixels, best first.
   *
   * @throws TurboHoiError `data` for an image that the file's `images` lack or have in another size
   */
  of(sample: ImageAnnotations): Detections {
    const { width, height, fileSize = { width, height } } = sample;
    const [x, y] = [width / fileSize.width, height / fileSize.height];
    const unknown: UnknownDetection[] = [];
    const kept = this.entriesOf(sample, fileSize).flatMap((entry) => {
      const { category, bbox, score, keypoints = [] } = entry;
      const index = this.classes.get(category);
      if (score < this.minScore) return [];
      if (index === undefined) {
        const label = this.file.categories.get(category) ?? `category ${category}`;
        unknown.push({ label, score });
        return [];
      }
      const [left, top, w, h] = bbox;
      const scaled: XyxyBox = [left * x, top * y, (left + w) * x, (top + h) * y];
      const box = clipBox(scaled, width, height);
      if (box[2] > box[0] && box[3] > box[1]) return [{ index, box, score, keypoints }];
      this.tellOutside(`the box [${bbox.join(', ')}]`, sample.fileName ?? sample.imageId);
      return [];
    });
    kept.sort((a, b) => b.score - a.score);
    return {
      boxes: Float32Array.from(kept.flatMap(({ box }) => [...box])),
      scores: Float32Array.from(kept, ({ score }) => score),
      classes: Int32Array.from(kept, ({ index }) => index),
      ...(this.skeleton > 0 && {
        keypoints: this.skeletons(
          kept.map(({ keypoints }) => keypoints),
          x,
          y,
        ),
      }),
      ...(unknown.length > 0 && { unknown }),
    };
  }

  /** Rows of skeletons in pixels of the sample; zeros for missing joints and for detections without a skeleton. */
  private skeletons(rows: readonly (readonly number[])[], x: number, y: number): Float32Array {
    const all = new Float32Array(rows.length * this.skeleton);
    rows.forEach((row, i) => {
      for (let at = 0; at < row.length; at += 3) {
        // Visibilities of COCO's annotations exceed 1.
        const confidence = Math.min(1, row[at + 2]);
        if (confidence <= 0) continue;
        all.set([row[at] * x, row[at + 1] * y, confidence], i * this.skeleton + at);
      }
    });
    return all;
  }

  private entriesOf(
    { fileName, imageId }: ImageAnnotations,
    size: { readonly width: number; readonly height: number },
  ): readonly FiledDetection[] {
    const { byImage, images } = this.file;
    const keys = this.entries.keysOf(fileName === undefined ? { id: imageId } : { fileName });
    const entries = keys.flatMap((key) => byImage.get(key) ?? []);
    if (images === null) return entries;
    const image = fileName === undefined ? images.get(imageId) : this.listed(keys);
    if (image === undefined) throw this.unknownImage(fileName ?? imageId);
    const { size: filed } = image;
    if (filed && (filed.width !== size.width || filed.height !== size.height)) {
      throw new TurboHoiError(
        'data',
        `${this.path}: image ${image.fileName} is ${filed.width}×${filed.height} there and ` +
          `${size.width}×${size.height} here; use the file with detections on these images.`,
      );
    }
    return fileName === undefined ? (byImage.get(imageId) ?? []) : entries;
  }

  /** The image of the file's `images` that the keys mean. */
  private listed(keys: readonly EntryKey[]): PoseImage | undefined {
    return keys.map((key) => this.file.images!.get(key as number)).find((image) => image);
  }

  private unknownImage(image: string | number): TurboHoiError {
    const images = this.file.images!;
    const [example] = images.values();
    return new TurboHoiError(
      'data',
      `${this.path}: has no image ${image}; its ${images.size} images have names such as ${example?.fileName}.`,
    );
  }
}

function skeletonOf(path: string, { byImage }: DetectionFile, { names }: KeypointLayout): number {
  const lengths = [...byImage.values()].flat().flatMap(({ keypoints }) => keypoints?.length ?? []);
  const other = lengths.find((length) => length !== 3 * names.length);
  if (other === undefined) return lengths.length > 0 ? 3 * names.length : 0;
  throw new TurboHoiError(
    'data',
    `${path}: a detection has ${other / 3} keypoints; expected the data set's ${names.length}.`,
  );
}

function classesOf(
  path: string,
  { byImage, categories }: DetectionFile,
  objectClasses: readonly string[],
): ReadonlyMap<number, number> {
  const places = new Map(objectClasses.map((name, index) => [plain(name), index]));
  const classes = new Map<number, number>();
  const used = new Set([...byImage.values()].flat().map(({ category }) => category));
  for (const id of used) {
    const index = places.get(plain(categories.get(id) ?? ''));
    if (index !== undefined) classes.set(id, index);
  }
  if (classes.size > 0 || used.size === 0) return classes;
  const found = [...used].slice(0, 5).map((id) => categories.get(id) ?? `category ${id}`);
  throw new TurboHoiError(
    'data',
    `${path}: none of its classes (${found.join(', ')} …) is one of the data set's: ` +
      `${objectClasses.slice(0, 10).join(', ')}${objectClasses.length > 10 ? ' …' : ''}. ` +
      'Add "categories" with these names to the file, or use a run that was trained on other classes.',
  );
}

/** HICO-DET writes `cell_phone`, COCO `cell phone`. */
const plain = (name: string) => name.toLowerCase().replaceAll('_', ' ');
