import { TurboHoiError, type Dataset, type SplitName } from '@turbo-hoi/core';
import { encodeMat, type MatInput } from '@turbo-hoi/formats';
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { sharedHois } from '../../hico/hico-hois';
import { annoBboxVariables, annoVariables, type HicoList } from '../../hico/hico-variables';
import { encodeImage, type ImageFormat } from '../images/encode-image';
import { writeNewFolder } from '../new-folder';
import { HICO_FOLDERS } from './hico-layout';
import { makeFolder } from '@turbo-hoi/files/node';

export interface WriteHicoOptions {
  /** PNG (the default) is lossless. */
  readonly format?: ImageFormat;
}

/**
 * Writes splits of a data set as a HICO-DET folder: images, `anno_bbox.mat`, `anno.mat`.
 *
 * Columns with a role become verbs; the HOIs are pairs of verb and object class that are located both in training (which is
 * written with validation) and in testing. HICO's format lacks keypoints, actions without a role and objects without
 * an interaction, which are left out. Boxes are rounded to whole pixels.
 *
 * @param directory a new or empty folder; it is created only when complete
 * @throws TurboHoiError `io` for a folder with content, `data` if the splits share no HOI
 */
export async function writeHicoFolder(
  dataset: Dataset,
  splits: readonly SplitName[],
  directory: string,
  { format = 'png' }: WriteHicoOptions = {},
): Promise<void> {
  await writeNewFolder(directory, async (root) => {
    const train = await writeImages(
      dataset,
      splits.filter((split) => split !== 'test'),
      'train',
      root,
      format,
    );
    const test = await writeImages(
      dataset,
      splits.filter((split) => split === 'test'),
      'test',
      root,
      format,
    );
    const used = [train, test].filter(({ length }) => length > 0);
    const hois = sharedHois(dataset.info, used);
    if (hois.length === 0) {
      throw new TurboHoiError(
        'data',
        `${directory}: no action is located with one class of objects in all of ${splits.join(', ')}; write more images.`,
      );
    }
    const write = (file: string, variables: Record<string, MatInput>) =>
      writeFile(join(root, file), encodeMat(variables, { deflate: deflateSync }));
    await write('anno_bbox.mat', annoBboxVariables(hois, train, test));
    await write('anno.mat', annoVariables(hois, train, test));
  });
}

async function writeImages(
  dataset: Dataset,
  splits: readonly SplitName[],
  name: keyof typeof HICO_FOLDERS,
  root: string,
  format: ImageFormat,
): Promise<HicoList> {
  const suffix = format === 'png' ? 'png' : 'jpg';
  const written: HicoList[number][] = [];
  for (const split of splits) {
    const { size, sample } = dataset.split(split);
    for (let index = 0; index < size; index++) {
      // Keeps only the annotations in memory.
      const { image, ...annotations } = await sample(index);
      const number = String(written.length + 1).padStart(8, '0');
      const fileName = `HICO_${HICO_FOLDERS[name]}_${number}.${suffix}`;
      const path = join(root, 'images', HICO_FOLDERS[name], fileName);
      await makeFolder(dirname(path));
      await writeFile(path, await encodeImage(image, format));
      written.push({ ...annotations, fileName });
    }
  }
  return written;
}
