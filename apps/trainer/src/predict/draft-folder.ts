import { copyFileSync, existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type DatasetInfo, TurboHoiError } from '@turbo-hoi/core';
import { encodeImage } from '@turbo-hoi/datasets/node';
import { makeFolderSync, writeJsonAtomicallySync } from '@turbo-hoi/files/node';
import { draftDataset, type DraftImage, draftImage } from '@turbo-hoi/inference';
import type { Photo } from './photo-source';
import type { PredictedPhoto } from './predict-photos';

export interface DraftFolderOptions {
  readonly info: DatasetInfo;
  readonly minScore: number;
  /** The stage whose actions and keypoints are drafted. */
  readonly stage?: number;
}

/** A data set of kind `custom` made of predictions, to be corrected by hand; images are copied. */
export class DraftFolder {
  private readonly images: DraftImage[] = [];
  private hasPoses = false;

  /** @throws TurboHoiError `usage` for a folder that is not empty; nothing is written yet */
  constructor(
    private readonly path: string,
    private readonly options: DraftFolderOptions,
  ) {
    if (!existsSync(path)) return;
    if (!statSync(path).isDirectory())
      throw new TurboHoiError('usage', `--draft-dataset: ${path} is a file; expected a folder.`);
    const count = readdirSync(path).length;
    if (count === 0) return;
    throw new TurboHoiError(
      'usage',
      `--draft-dataset: ${path} is not empty (${count} entries); name a new or an empty folder, so that no correction is lost.`,
    );
  }

  get count(): number {
    return this.images.length;
  }

  /**
   * Copies the photo and keeps its predictions.
   *
   * @param boxes indices of the detections that are shown
   * @throws TurboHoiError `io`
   */
  async add(
    photo: Photo,
    { image, prediction, poses }: PredictedPhoto,
    boxes: readonly number[],
  ): Promise<void> {
    const file = `images/${photo.path === null ? `${photo.name}.png` : photo.name}`;
    const encoded = photo.path === null ? await encodeImage(image, 'png') : null;
    this.guard(() => {
      const target = join(this.path, file);
      makeFolderSync(dirname(target));
      if (photo.path === null) writeFileSync(target, encoded!);
      else copyFileSync(photo.path, target);
    });
    if (poses) this.hasPoses = true;
    const options = { ...this.options, name: this.name, boxes };
    this.images.push(draftImage(file, prediction, poses, options));
  }

  /** Writes the data set file. @throws TurboHoiError `io` */
  finish(): void {
    if (this.count === 0) return;
    const { info } = this.options;
    const document = draftDataset(this.images, { info, name: this.name }, this.hasPoses);
    this.guard(() => writeJsonAtomicallySync(join(this.path, 'dataset.json'), document));
  }

  private get name(): string {
    return basename(this.path);
  }

  private guard(write: () => void): void {
    try {
      write();
    } catch (error) {
      throw new TurboHoiError(
        'io',
        `--draft-dataset: ${this.path} cannot be written (${(error as Error).message}). Name another folder, or free some space.`,
        { cause: error },
      );
    }
  }
}
