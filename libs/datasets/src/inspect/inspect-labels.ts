import { COCO_KEYPOINTS, type DatasetInfo, type SplitName } from '@turbo-hoi/core';
import type { VcocoRecord } from '@turbo-hoi/formats';
import { vocabularyOf } from '../vcoco/vcoco-records';
import { checkLabels } from './check-labels';
import { SplitCounter } from './count-split';
import { Findings } from './finding';
import type { CountRow, Inspection } from './inspection';
import { publishedCounts } from './published';
import { tabulate } from './tabulate';

/** The existing label files of a V-COCO split. */
export interface LabelledSplit {
  readonly split: SplitName;
  /** Content of `vcoco_<split>.json`; null without the file. */
  readonly records: readonly VcocoRecord[] | null;
  /** Content of `vcoco_<split>.ids`; null without the file. */
  readonly ids: readonly number[] | null;
}

/**
 * Checks and counts V-COCO's label files without COCO's files: enough for counts, not for training.
 *
 * @param findings may contain earlier findings, such as missing files
 */
export function inspectLabels(
  splits: readonly LabelledSplit[],
  findings = new Findings(),
): Inspection {
  checkLabels(splits, findings);
  const records = splits.find((split) => split.records)?.records ?? [];
  const info: DatasetInfo = {
    name: 'v-coco',
    actions: vocabularyOf(records),
    keypoints: COCO_KEYPOINTS,
    objectClasses: [],
  };
  const counters = new Map(
    splits.flatMap((split) =>
      split.records ? [[split.split, countRecords(split.records, info)] as const] : [],
    ),
  );
  const tables = tabulate(info, counters, publishedCounts(info));
  const totals = tables.totals.filter(({ name }) => name === 'people with actions');
  const images = tables.totals.find(({ name }) => name === 'images')!;
  return {
    dataset: info.name,
    scope: 'labels',
    splits: splits.map(({ split }) => split),
    ...tables,
    totals: [withListedImages(images, splits), ...totals],
    findings: findings.list(),
  };
}

/** Counts the records, whether or not their people and objects exist. */
function countRecords(records: readonly VcocoRecord[], info: DatasetInfo): SplitCounter {
  const counter = new SplitCounter(info);
  counter.images = new Set(records[0]?.image_id).size;
  counter.labelledPeople = records[0]?.ann_id.length ?? 0;
  info.actions.columns.forEach(({ action, role }, column) => {
    const { ann_id, label, role_name, role_object_id } = records[action];
    const does = ann_id.map((_, row) => label[row] === 1);
    counter.positives[action] = does.filter(Boolean).length;
    if (role === null) return;
    // Role-major: the objects of role k start at k · N.
    const first = role_name.indexOf(role) * ann_id.length;
    counter.targets[column] = does.filter(
      (it, row) => it && role_object_id[first + row] > 0,
    ).length;
  });
  return counter;
}

/** The images of the .ids file if it exists, which includes images without labelled people. */
function withListedImages(row: CountRow, splits: readonly LabelledSplit[]): CountRow {
  const listed = splits.flatMap(({ split, ids }) => (ids ? [[split, new Set(ids).size]] : []));
  return { ...row, counts: { ...row.counts, ...Object.fromEntries(listed) } };
}
