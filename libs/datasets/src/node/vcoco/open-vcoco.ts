import type {
  Dataset,
  DatasetContext,
  DatasetInfo,
  DatasetSplit,
  ImageAnnotations,
  SplitName,
} from '@turbo-hoi/core';
import { COCO_KEYPOINTS } from '@turbo-hoi/core';
import { BadEntries } from '@turbo-hoi/formats';
import { CocoCatalog } from '../../coco/coco-catalog';
import { joinImage } from '../../coco/join-image';
import { withTargetClasses } from '../../info/with-target-classes';
import { checkLabels } from '../../vcoco/check-labels';
import { assertSameActions } from '../../vcoco/concat-records';
import { interactionsOf, vocabularyOf } from '../../vcoco/vcoco-records';
import { openCocoIndices } from '../coco/open-coco-indices';
import { emptySplit, fileSplit } from '../file-split';
import { findVcocoFiles, type VcocoFiles } from './find-vcoco-files';
import { readVcocoLabels } from './read-vcoco-labels';
import { chooseSplits, type ChosenSplit } from './choose-splits';
import type { VcocoOptions } from './vcoco-options';

/**
 * Opens V-COCO: its labels joined with COCO's boxes and keypoints by annotation id; images are read at each access, unless `pixels` is `none`.
 *
 * @throws TurboHoiError `io` for files that are missing or unreadable; `data` for malformed ones and, unless `skipBad`, for bad entries
 */
export async function openVcoco(
  options: VcocoOptions,
  context: DatasetContext = {},
): Promise<Dataset> {
  const { root, skipBad, pixels } = options;
  const labels = await readVcocoLabels(root, { skipBad }, context);
  const files = findVcocoFiles(options, context);
  const catalog = new CocoCatalog(
    await openCocoIndices(files.instances, { skipBad }, context),
    await openCocoIndices(files.keypoints, { skipBad }, context),
  );
  const chosen = chooseSplits(labels, options, context);
  const [{ records }] = chosen.values();
  const info: DatasetInfo = {
    name: 'v-coco',
    actions: vocabularyOf(records),
    keypoints: COCO_KEYPOINTS,
    objectClasses: catalog.objectClasses,
  };
  const splits = new Map<SplitName, DatasetSplit>();
  for (const [name, split] of chosen) {
    assertSameActions(records, split.records, split.path);
    splits.set(name, openSplit(name, split, { info, catalog, files, skipBad, pixels }, context));
  }
  return withTargetClasses({
    info,
    split: (name) => splits.get(name) ?? emptySplit(`v-coco ${name}`),
  });
}

interface Opened {
  readonly info: DatasetInfo;
  readonly catalog: CocoCatalog;
  readonly files: VcocoFiles;
  readonly skipBad: boolean;
  readonly pixels: VcocoOptions['pixels'];
}

function openSplit(
  name: SplitName,
  split: ChosenSplit,
  { info, catalog, files, skipBad, pixels }: Opened,
  { warn }: DatasetContext,
): DatasetSplit {
  const bad = new BadEntries(split.path);
  const ids = checkLabels(split, catalog, bad);
  bad.finish(skipBad, warn, ids.length);
  const interactions = interactionsOf(split.records, info.actions);
  const annotations = (index: number): ImageAnnotations => {
    const { id, file_name: fileName, width, height } = catalog.image(ids[index])!;
    const joined = joinImage(catalog.annotations(id), interactions);
    return { imageId: id, fileName, width, height, ...joined };
  };
  return fileSplit({
    name: `v-coco ${name}`,
    size: ids.length,
    annotations,
    imagePath: (index) => files.imagePath(catalog.image(ids[index])!.file_name),
    partialImages: skipBad,
    pixels,
  });
}
