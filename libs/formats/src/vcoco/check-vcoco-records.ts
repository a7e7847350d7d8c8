import { TurboHoiError } from '@turbo-hoi/core';
import type { BadEntries } from '../bad-entries/bad-entries';
import type { VcocoRecord } from './vcoco-record';

/**
 * A label file's records, checked: names and lists are there, their lengths agree, and all records list the same people.
 *
 * Invalid single values are bad entries; they count as label 0 and no target.
 *
 * @param values the elements of the file's list
 * @throws TurboHoiError `data` for what is no list of label records
 */
export function checkVcocoRecords(
  values: readonly unknown[],
  file: string,
  bad: BadEntries,
): VcocoRecord[] {
  if (values.length === 0) throw wrong(file, 'holds no record; expected one per action');
  const records = values.map((value, index) => checkRecord(value, `records[${index}]`, file, bad));
  for (const [index, record] of records.entries()) {
    for (const field of ['ann_id', 'image_id'] as const) {
      const row = record[field].findIndex((id, at) => id !== records[0][field][at]);
      const same = row < 0 && record[field].length === records[0][field].length;
      if (same) continue;
      const where = row < 0 ? 'length' : `row ${row}`;
      throw wrong(
        file,
        `records[${index}].${field} differs from records[0]'s in ${where}; expected the same people in every record`,
      );
    }
  }
  return records;
}

function checkRecord(value: unknown, at: string, file: string, bad: BadEntries): VcocoRecord {
  const fields = (typeof value === 'object' && value !== null ? value : {}) as Partial<VcocoRecord>;
  const { action_name, role_name, include } = fields;
  if (typeof action_name !== 'string') throw wrong(file, `${at}.action_name is no text`);
  const named = Array.isArray(role_name) && role_name.every((name) => typeof name === 'string');
  if (!named || role_name[0] !== 'agent') {
    throw wrong(file, `${at}.role_name is ${JSON.stringify(role_name)}; expected ["agent", …]`);
  }
  const list = (field: keyof VcocoRecord, length?: number) =>
    listOf(fields[field], `${at}.${field}`, file, length);
  const people = list('ann_id');
  const rows = people.length;
  const record: VcocoRecord = {
    action_name,
    role_name,
    include: Array.isArray(include) ? include : role_name.map(() => []),
    ann_id: people,
    image_id: list('image_id', rows),
    label: list('label', rows),
    role_object_id: list('role_object_id', rows * role_name.length),
  };
  for (const field of ['ann_id', 'image_id'] as const) {
    const row = record[field].findIndex((id) => !Number.isSafeInteger(id));
    if (row >= 0) throw wrong(file, `${at}.${field}[${row}] is no integer`);
  }
  const mended = (
    field: 'label' | 'role_object_id',
    right: (n: number) => boolean,
    wanted: string,
  ) =>
    record[field].map((number, row) => {
      if (right(number)) return number;
      bad.add(`${at}.${field}[${row}]`, `is ${String(number)}; expected ${wanted}`);
      return 0;
    });
  return {
    ...record,
    label: mended('label', (label) => label === 0 || label === 1, '0 or 1'),
    role_object_id: mended('role_object_id', isIdOrNone, 'an annotation id, or 0 for none'),
  };
}

function listOf(value: unknown, where: string, file: string, length?: number): readonly number[] {
  if (!Array.isArray(value)) throw wrong(file, `${where} is no list`);
  // The official code makes columns of the lists, and tools write them back like that.
  const list = value.flat().map(numberOf) as number[];
  if (length === undefined || list.length === length) return list;
  throw wrong(file, `${where} has ${list.length} entries; expected ${length}`);
}

/** Some tools write ids as text, which loses nothing. */
const numberOf = (value: unknown) =>
  typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;

const isIdOrNone = (id: number) => Number.isSafeInteger(id) && id >= 0;

function wrong(file: string, what: string): TurboHoiError {
  return new TurboHoiError('data', `${file}: ${what}. Is this one of V-COCO's label files?`);
}
