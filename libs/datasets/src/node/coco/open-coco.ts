import {
  actionVocabulary,
  COCO_KEYPOINTS,
  type Dataset,
  type DatasetContext,
  type DatasetInfo,
  type DatasetSplit,
  type ImageAnnotations,
} from '@turbo-hoi/core';
import { CocoCatalog, objectClassesOf } from '../../coco/coco-catalog';
import type { CocoIndex } from '../../coco/coco-index';
import { joinImage } from '../../coco/join-image';
import { emptySplit, fileSplit } from '../file-split';
import type { CocoOptions } from './coco-options';
import { findCocoFiles, type CocoSetFiles } from './find-coco-files';
import { openCocoIndices } from './open-coco-indices';

/**
 * Opens COCO's people with keypoints and objects as a data set without actions; `val` is both the validation and the test split.
 *
 * Images are read at each access.
 *
 * @throws TurboHoiError `io` for files that are missing or unreadable; `data` for malformed ones and, unless `skipBad`, for bad entries
 */
export async function openCoco(
  options: CocoOptions,
  context: DatasetContext = {},
): Promise<Dataset> {
  const files = findCocoFiles(options, context);
  const train = await openSet(files.train, options, context);
  const validation = await openSet(files.validation, options, context);
  if (files.validation) {
    context.warn?.(`coco: ${files.validation.set} is both the validation and the test split.`);
  }
  const info: DatasetInfo = {
    name: 'coco',
    actions: actionVocabulary([]),
    keypoints: COCO_KEYPOINTS,
    objectClasses: objectClassesOf([train, validation].flatMap((set) => set?.instances ?? [])),
  };
  const splits = {
    train: setSplit('train', train, info),
    validation: setSplit('validation', validation, info),
    test: setSplit('test', validation, info),
  };
  return { info, split: (name) => splits[name] };
}

interface OpenedSet {
  readonly files: CocoSetFiles;
  readonly instances: CocoIndex;
  readonly keypoints: CocoIndex | null;
  readonly skipBad: boolean;
}

async function openSet(
  files: CocoSetFiles | null,
  { skipBad }: CocoOptions,
  context: DatasetContext,
): Promise<OpenedSet | null> {
  if (files === null) return null;
  const paths = [files.instances, files.keypoints].filter((path) => path !== null);
  const [instances, keypoints = null] = await openCocoIndices(paths, { skipBad }, context);
  return { files, instances, keypoints, skipBad };
}

function setSplit(
  name: string,
  set: OpenedSet | null,
  { objectClasses }: DatasetInfo,
): DatasetSplit {
  if (set === null) return emptySplit(`coco ${name}`);
  const { files, instances, keypoints, skipBad } = set;
  const catalog = new CocoCatalog([instances], keypoints ? [keypoints] : [], objectClasses);
  const annotations = (index: number): ImageAnnotations => {
    const { id, file_name: fileName, width, height } = instances.image(index);
    return { imageId: id, fileName, width, height, ...joinImage(catalog.annotations(id)) };
  };
  return fileSplit({
    name: `coco ${name}`,
    size: instances.size,
    annotations,
    imagePath: (index) => files.imagePath(instances.image(index).file_name),
    partialImages: skipBad,
  });
}
