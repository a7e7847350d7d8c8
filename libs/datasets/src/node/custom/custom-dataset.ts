import {
  DATASETS,
  definePlugin,
  type Dataset,
  type DatasetContext,
  type DatasetSplit,
  type SplitName,
} from '@turbo-hoi/core';
import { BadEntries } from '@turbo-hoi/formats';
import { customAnnotations } from '../../custom/custom-annotations';
import type { CustomVocabulary } from '../../custom/custom-info';
import { withTargetClasses } from '../../info/with-target-classes';
import { fileSplit } from '../file-split';
import { imageFolder } from '../images/image-folder';
import { commonRoot } from './common-root';
import { customDatasetSchema, type CustomDatasetOptions } from './custom-options';
import { readCustomFile, type CheckedImage } from './read-custom-file';

/** A custom data set: images and a JSON file of the format in `schema/turbo-hoi-dataset.schema.json`. */
export const customDataset = definePlugin(DATASETS, {
  kind: 'custom',
  schema: customDatasetSchema,
  create: openCustom,
});

/**
 * Opens a data set of turbo-hoi's JSON format and checks all of it; images are read at each access, without caching.
 *
 * @throws TurboHoiError `io` for a missing file, `data` with all faults, unless bad images are skipped
 */
export async function openCustom(
  options: CustomDatasetOptions,
  { onProgress, warn }: DatasetContext = {},
): Promise<Dataset> {
  const bad = new BadEntries(options.annotations);
  const { vocabulary, images } = await readCustomFile(options, bad, { onProgress, warn });
  bad.finish(options.skipBad, warn, images.length);
  const split = (name: SplitName) => images.filter(({ image }) => image.split === name);
  const splits = new Map(
    (['train', 'validation', 'test'] as const).map((name) => [
      name,
      customSplit(split(name), vocabulary, options, name),
    ]),
  );
  return withTargetClasses({ info: vocabulary.info, split: (name) => splits.get(name)! });
}

function customSplit(
  images: readonly CheckedImage[],
  vocabulary: CustomVocabulary,
  { images: folder, root, skipBad, pixels, outsideFiles }: CustomDatasetOptions,
  name: SplitName,
): DatasetSplit {
  const pathOf = imageFolder(folder, { outsideFiles, root: commonRoot(root, folder) });
  return fileSplit({
    name: `${vocabulary.info.name} ${name}`,
    size: images.length,
    imagePath: (index) => pathOf(images[index].image.file),
    partialImages: skipBad,
    orientation: vocabulary.orientation,
    pixels,
    annotations: (index) => {
      const { image, size, position, firstId } = images[index];
      return customAnnotations(image, size, vocabulary, position, firstId);
    },
  });
}
