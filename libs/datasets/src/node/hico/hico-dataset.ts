import {
  createRng,
  DATASETS,
  definePlugin,
  type Dataset,
  type DatasetContext,
  type DatasetSplit,
  type SplitName,
} from '@turbo-hoi/core';
import { countPairs, type HicoSplit, type HicoSplitName } from '@turbo-hoi/formats';
import { readHicoFiles, readHicoImageLabels } from '@turbo-hoi/formats/node';
import { join } from 'node:path';
import { chooseImages, holdOut } from '../../hico/choose-images';
import { hicoInfo, withoutNameless } from '../../hico/hico-info';
import { checkLabels, type HicoImages } from '../../hico/hico-split';
import { emptySplit } from '../file-split';
import { hicoFolderSplit } from './hico-folder-split';
import { findHico, HICO_FOLDERS } from './hico-layout';
import { hicoSchema, type HicoOptions } from './hico-options';

/** HICO-DET: 117 verbs, 80 object classes, 600 HOIs, no keypoints; from MATLAB files or either JSON format. */
export const hicoDataset = definePlugin(DATASETS, {
  kind: 'hico',
  schema: hicoSchema,
  create: openHico,
});

/**
 * Opens a HICO-DET folder; images are read at each access, without caching.
 *
 * @throws TurboHoiError `io` for missing files, `data` for invalid ones
 */
export async function openHico(
  options: HicoOptions,
  { onProgress, warn }: DatasetContext = {},
): Promise<Dataset> {
  const layout = findHico(options);
  const file = Object.values(layout.annotations)[0]!;
  const labels = layout.imageLabels === null ? null : await readHicoImageLabels(layout.imageLabels);
  const { hois, splits } = withoutNameless(
    await readHicoFiles(layout.annotations, {
      skipBad: options.skipBad,
      warn,
      onProgress: (path, done, total) => onProgress?.(`reading ${path}`, done, total),
      hois: labels?.hois,
    }),
  );
  const { train, test } = splits;
  const info = hicoInfo(hois, train ? countPairs(train, hois.length) : null, file);
  const imagesOf = (split: HicoSplit, name: HicoSplitName): HicoImages => {
    const own = labels?.labels[name] ?? null;
    if (own) checkLabels(own, split, hois.length, layout.imageLabels!);
    return {
      split,
      info,
      labels: own,
      // Test images keep the boxes of the file, so that the evaluation uses the official ground truth.
      merging: { iou: name === 'train' ? options.mergeIou : null },
      firstId: name === 'train' ? 1 : 1 + 2 * (train?.hois.length ?? 0),
    };
  };
  const folder = (name: HicoSplitName) => join(layout.images, HICO_FOLDERS[name]);
  const tested = test
    ? hicoFolderSplit(imagesOf(test, 'test'), chooseImages(test, true), {
        folder: folder('test'),
        name: 'hico test',
        skipBad: options.skipBad,
        pixels: options.pixels,
        outsideFiles: options.outsideFiles,
        warn,
      })
    : emptySplit('hico test');
  const parts: Record<SplitName, DatasetSplit> = {
    train: emptySplit('hico train'),
    validation: tested,
    test: tested,
    ...(train && trainingSplits(imagesOf(train, 'train'), folder('train'), options, warn)),
  };
  return { info, split: (name) => parts[name] };
}

const HOLD_OUT_SEED = 0;

function trainingSplits(
  images: HicoImages,
  folder: string,
  { keepUnlocated, validationShare, skipBad, pixels, outsideFiles }: HicoOptions,
  warn: DatasetContext['warn'],
): Partial<Record<SplitName, DatasetSplit>> {
  const rng = createRng(HOLD_OUT_SEED).fork('hico validation');
  const usable = chooseImages(images.split, keepUnlocated);
  const { kept, held } = holdOut(usable, validationShare, rng);
  const place = { folder, skipBad, pixels, outsideFiles, warn };
  const train = hicoFolderSplit(images, kept, { ...place, name: 'hico train' });
  if (validationShare === 0) return { train };
  // Evaluated like test images: with the boxes of the file.
  const unmerged = { ...images, merging: { iou: null } };
  return {
    train,
    validation: hicoFolderSplit(unmerged, held, { ...place, name: 'hico validation' }),
  };
}
