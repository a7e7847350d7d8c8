import { type DatasetContext, unreadable } from '@turbo-hoi/core';
import { BadEntries } from '@turbo-hoi/formats';
import { readJsonFile } from '@turbo-hoi/formats/node';
import { readFile } from 'node:fs/promises';
import { checkRecords } from '../../vcoco/check-records';
import type { VcocoRecord } from '../../vcoco/format';
import { findFile, notFound } from '../find-file';
import { VCOCO_PLACES } from '../vcoco-layout';

export const VCOCO_LABEL_SPLITS = ['train', 'val', 'trainval', 'test'] as const;

export type VcocoLabelSplit = (typeof VCOCO_LABEL_SPLITS)[number];

/** V-COCO's label files as they are. */
export interface VcocoLabels {
  readonly splits: ReadonlyMap<VcocoLabelSplit, VcocoSplitLabels>;
}

export interface VcocoSplitLabels {
  /** One an action. */
  readonly records: readonly VcocoRecord[];
  readonly path: string;
  /** The split's images in the order of its `.ids` file; null: there is none. */
  readonly ids: readonly number[] | null;
}

/**
 * Reads the label and `.ids` files of a V-COCO folder; COCO's files need not be there.
 *
 * @throws TurboHoiError `io` where there is no label file or one cannot be read, `data` for content that is not V-COCO's; single bad values
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
    const records = await readRecords(path, bad);
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

async function readRecords(path: string, bad: BadEntries): Promise<VcocoRecord[]> {
  const values: unknown[] = [];
  await readJsonFile(path, { '[]': (value) => values.push(value) });
  return checkRecords(values, path, bad);
}

async function readIds(
  path: string,
  skipBad: boolean,
  warn?: (line: string) => void,
): Promise<number[]> {
  const text = await readFile(path, 'utf8').catch((error: Error) => {
    throw unreadable(path, error);
  });
  const bad = new BadEntries(path);
  const ids = new Set<number>();
  text.split(/\r?\n/).forEach((line, index) => {
    const word = line.trim();
    if (word === '') return;
    const id = Number(word);
    if (!/^\d+$/.test(word)) bad.add(`line ${index + 1}`, `is "${word}"; expected an image id`);
    else if (ids.has(id)) bad.add(`line ${index + 1}`, `image ${id} is there already`);
    else ids.add(id);
  });
  bad.finish(skipBad, warn);
  return [...ids];
}
