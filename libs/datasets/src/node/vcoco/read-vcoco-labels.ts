import type { DatasetContext } from '@turbo-hoi/core';
import { BadEntries, type VcocoRecord } from '@turbo-hoi/formats';
import { readImageIds, readVcocoRecords } from '@turbo-hoi/formats/node';
import { findFile, notFound } from '../find-file';
import { VCOCO_PLACES } from '../vcoco-layout';

export const VCOCO_LABEL_SPLITS = ['train', 'val', 'trainval', 'test'] as const;

export type VcocoLabelSplit = (typeof VCOCO_LABEL_SPLITS)[number];

/** The content of V-COCO's label files. */
export interface VcocoLabels {
  readonly splits: ReadonlyMap<VcocoLabelSplit, VcocoSplitLabels>;
}

export interface VcocoSplitLabels {
  /** One record per action. */
  readonly records: readonly VcocoRecord[];
  readonly path: string;
  /** The split's image ids in the order of its `.ids` file; null without a file. */
  readonly ids: readonly number[] | null;
}

/**
 * Reads the label and `.ids` files of a V-COCO folder; COCO's files are not needed.
 *
 * @throws TurboHoiError `io` if there is no label file or one cannot be read, `data` for content that is not V-COCO's; for single bad values
 *   only unless `skipBad`
 */
export async function readVcocoLabels(
  root: string,
  { skipBad = false }: { readonly skipBad?: boolean } = {},
  { warn }: DatasetContext = {},
): Promise<VcocoLabels> {
  const splits = new Map<VcocoLabelSplit, VcocoSplitLabels>();
  for (const split of VCOCO_LABEL_SPLITS) {
    const path = findFile(root, VCOCO_PLACES.labels(split));
    if (path === null) continue;
    const bad = new BadEntries(path);
    const records = await readVcocoRecords(path, bad);
    bad.finish(skipBad, warn);
    const list = findFile(root, VCOCO_PLACES.ids(split));
    splits.set(split, {
      records,
      path,
      ids: list === null ? null : await readIds(list, skipBad, warn),
    });
  }
  if (splits.size > 0) return { splits };
  const places = VCOCO_LABEL_SPLITS.flatMap((split) => VCOCO_PLACES.labels(split));
  throw notFound(root, 'V-COCO label file', places, 'Name a folder with V-COCO.');
}

async function readIds(
  path: string,
  skipBad: boolean,
  warn?: (line: string) => void,
): Promise<number[]> {
  const bad = new BadEntries(path);
  const ids = await readImageIds(path, bad);
  bad.finish(skipBad, warn);
  return [...ids];
}
