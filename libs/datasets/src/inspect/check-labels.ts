import type { SplitName } from '@turbo-hoi/core';
import type { VcocoRecord } from '@turbo-hoi/formats';
import type { Findings } from './finding';
import type { LabelledSplit } from './inspect-labels';

/** Checks V-COCO's label records, whose lists agree in length and people, and compares them with the lists of images. */
export function checkLabels(splits: readonly LabelledSplit[], findings: Findings): void {
  const seen = new Map<number, SplitName>();
  for (const { split, records, ids } of splits) {
    if (records) checkRecords(split, records, findings);
    if (records && ids) checkIds(split, ids, records, findings);
    for (const id of new Set(ids ?? records?.[0]?.image_id)) {
      const first = seen.get(id);
      if (first === undefined) seen.set(id, split);
      else findings.add('shared-image', `${split}, image ${id}, also in ${first}`);
    }
  }
}

function checkRecords(split: SplitName, records: readonly VcocoRecord[], findings: Findings) {
  const { ann_id: people = [], image_id: images = [] } = records[0] ?? {};
  const seen = new Set<number>();
  people.forEach((id, row) => {
    const where = `${split}, image ${images[row]}, person ${id}`;
    if (seen.has(id)) findings.add('duplicate-person', where);
    seen.add(id);
    for (const record of records) checkRoles(record, row, where, findings);
  });
  for (const { action_name, label } of records) {
    if (split === 'train' && !label.includes(1)) findings.add('unseen-action', action_name);
  }
}

function checkRoles(
  { action_name, ann_id, label, role_name, role_object_id }: VcocoRecord,
  row: number,
  where: string,
  findings: Findings,
): void {
  role_name.forEach((role, k) => {
    // Role-major; role 0 is the agent.
    const id = role_object_id[k * ann_id.length + row];
    const what = `${where}, ${action_name} ${role}: ${id}`;
    if (k === 0 && id !== ann_id[row]) findings.add('other-agent', what);
    if (k > 0 && id > 0 && label[row] !== 1) findings.add('role-without-label', what);
  });
}

function checkIds(
  split: SplitName,
  ids: readonly number[],
  records: readonly VcocoRecord[],
  findings: Findings,
): void {
  const listed = new Set(ids);
  const labelled = new Set(records[0]?.image_id);
  for (const id of labelled) {
    if (!listed.has(id)) findings.add('unlisted-image', `${split}, image ${id}`);
  }
  for (const id of listed) {
    if (!labelled.has(id)) findings.add('image-without-labels', `${split}, image ${id}`);
  }
}
