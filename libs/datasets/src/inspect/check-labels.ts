import type { SplitName } from '@turbo-hoi/core';
import type { VcocoRecord } from '../vcoco/format';
import type { Findings } from './finding';
import type { LabelledSplit } from './inspect-labels';

/** Checks V-COCO's label records by themselves, and against the lists of images. */
export function checkLabels(splits: readonly LabelledSplit[], findings: Findings): void {
  const seen = new Map<number, SplitName>();
  for (const { split, records, ids } of splits) {
    if (records) checkRecords(split, records, findings);
    if (ids) checkIds(split, ids, records, findings);
    const images = new Set(ids ?? records?.[0]?.image_id);
    for (const id of images) {
      const first = seen.get(id);
      if (first === undefined) seen.set(id, split);
      else findings.add('shared-image', `${split}, image ${id}, also in ${first}`);
    }
  }
}

function checkRecords(split: SplitName, records: readonly VcocoRecord[], findings: Findings) {
  for (const record of records) checkRecord(split, record, findings);
  const [first, ...others] = records;
  if (!first) return;
  for (const record of others) {
    if (record.ann_id.join() !== first.ann_id.join()) {
      findings.add('label-people', `${split}, ${record.action_name} and ${first.action_name}`);
    }
  }
  const people = new Set<number>();
  first.ann_id.forEach((id, row) => {
    const where = `${split}, image ${first.image_id[row]}, person ${id}`;
    if (people.has(id)) findings.add('duplicate-person', where);
    people.add(id);
  });
}

function checkRecord(split: SplitName, record: VcocoRecord, findings: Findings): void {
  const { action_name, ann_id, image_id, label, role_name, role_object_id } = record;
  const count = ann_id.length;
  const where = `${split}, ${action_name}`;
  const lengths = { image_id: image_id.length, label: label.length };
  for (const [field, length] of Object.entries(lengths)) {
    if (length !== count)
      findings.add('label-length', `${where}: ${count} ann_id, ${length} ${field}`);
  }
  if (role_object_id.length !== count * role_name.length) {
    const expected = `${role_object_id.length} role_object_id for ${count} people × ${role_name.length} roles`;
    findings.add('label-length', `${where}: ${expected}`);
    return;
  }
  ann_id.forEach((id, row) => {
    const at = `${where}, person ${id}`;
    if (label[row] !== 0 && label[row] !== 1) findings.add('bad-label', `${at}: ${label[row]}`);
    role_name.forEach((role, k) => {
      const object = role_object_id[k * count + row];
      const isAgent = k === 0;
      if (!Number.isInteger(object) || object < 0 || (isAgent && object !== id)) {
        findings.add('bad-role-id', `${at}, ${role}: ${object}`);
      } else if (!isAgent && object > 0 && label[row] !== 1) {
        findings.add('role-without-label', `${at}, ${role}: ${object}`);
      }
    });
  });
}

function checkIds(
  split: SplitName,
  ids: readonly number[],
  records: readonly VcocoRecord[] | null,
  findings: Findings,
): void {
  const listed = new Set<number>();
  for (const id of ids) {
    if (listed.has(id)) findings.add('duplicate-image', `${split}, image ${id}`);
    listed.add(id);
  }
  const first = records?.[0];
  if (!first) return;
  const labelled = new Set(first.image_id);
  for (const id of labelled) {
    if (!listed.has(id)) findings.add('unlisted-image', `${split}, image ${id}`);
  }
  for (const id of listed) {
    if (!labelled.has(id)) findings.add('image-without-labels', `${split}, image ${id}`);
  }
}
