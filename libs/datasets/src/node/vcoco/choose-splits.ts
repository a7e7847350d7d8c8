import type { DatasetContext, SplitName } from '@turbo-hoi/core';
import { concatRecords } from '../../vcoco/concat-records';
import type { VcocoRecord } from '@turbo-hoi/formats';
import type { VcocoLabels, VcocoSplitLabels } from './read-vcoco-labels';
import type { VcocoOptions } from './vcoco-options';

/** The labels and images of a split of the data set. */
export interface ChosenSplit {
  readonly records: readonly VcocoRecord[];
  readonly ids: readonly number[];
  /** For messages. */
  readonly path: string;
}

/** Assigns label files to splits; splits without a label file are left out. */
export function chooseSplits(
  { splits }: VcocoLabels,
  { train }: Pick<VcocoOptions, 'train'>,
  { warn }: DatasetContext,
): Map<SplitName, ChosenSplit> {
  const chosen = new Map<SplitName, ChosenSplit>();
  const choose = (name: SplitName, labels: VcocoSplitLabels | undefined) => {
    if (labels) chosen.set(name, withIds(labels, warn));
  };
  const both = splits.get('trainval') ?? concatenated(splits.get('train'), splits.get('val'));
  choose('train', train === 'trainval' ? both : splits.get('train'));
  choose('validation', splits.get('val'));
  choose('test', splits.get('test'));
  if (chosen.size === 0) {
    choose('train', both);
    warn?.(`${both!.path}: is the only label file and used as the training split.`);
  }
  return chosen;
}

function concatenated(
  train: VcocoSplitLabels | undefined,
  val: VcocoSplitLabels | undefined,
): VcocoSplitLabels | undefined {
  if (!train || !val) return train ?? val;
  const ids = train.ids && val.ids ? [...train.ids, ...val.ids] : null;
  const records = concatRecords(train.records, val.records);
  return { records, ids, path: `${train.path} and ${val.path}` };
}

function withIds(
  { records, path, ids }: VcocoSplitLabels,
  warn: DatasetContext['warn'],
): ChosenSplit {
  const labelled = records[0].image_id;
  if (ids === null) {
    warn?.(`${path}: has no .ids file beside it, so the split contains only images with labels.`);
    return { records, path, ids: [...new Set(labelled)] };
  }
  const listed = new Set(ids);
  const others = labelled.filter((id) => !listed.has(id)).length;
  if (others > 0) {
    warn?.(`${path}: ${others} labelled people are in images that the .ids file does not list.`);
  }
  return { records, path, ids };
}
