import { TurboHoiError, type SplitName } from '@turbo-hoi/core';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LabelledSplit } from '../../inspect/inspect-labels';
import type { VcocoRecord } from '../../vcoco/format';
import { VCOCO_SPLITS } from '../vcoco-layout';

// A folder of our own, the official repository's, its data folder, or everything side by side.
const LABEL_FOLDERS = ['vcoco', 'data/vcoco', '.'];
const ID_FOLDERS = ['splits', 'data/splits', '.'];

/**
 * V-COCO's label files as they are, for an inspection; those that are absent are null.
 *
 * @throws TurboHoiError `io` for a file that cannot be read, `data` for one that holds no label records
 */
export function readLabelFiles(
  root: string,
  splits: readonly SplitName[],
): Promise<LabelledSplit[]> {
  return Promise.all(
    splits.map(async (split): Promise<LabelledSplit> => {
      const { name } = VCOCO_SPLITS[split];
      const labels = find(root, LABEL_FOLDERS, `vcoco_${name}.json`);
      const ids = find(root, ID_FOLDERS, `vcoco_${name}.ids`);
      return {
        split,
        records: labels === null ? null : parseRecords(labels, await read(labels)),
        ids: ids === null ? null : parseIds(ids, await read(ids)),
      };
    }),
  );
}

function find(root: string, folders: readonly string[], name: string): string | null {
  const paths = folders.map((folder) => join(root, folder, name));
  return paths.find((path) => existsSync(path)) ?? null;
}

function parseRecords(path: string, text: string): VcocoRecord[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new TurboHoiError('data', `${path}: is not JSON (${(error as Error).message}).`, {
      cause: error,
    });
  }
  if (Array.isArray(value) && value.every(isRecord)) return value.map(flat);
  throw new TurboHoiError(
    'data',
    `${path}: holds no V-COCO labels; expected a list of records with action_name, role_name, image_id, ann_id, ` +
      `label and role_object_id.`,
  );
}

function isRecord(value: Partial<VcocoRecord> | null): value is VcocoRecord {
  const { action_name, role_name, image_id, ann_id, label, role_object_id } = value ?? {};
  const lists = [role_name, image_id, ann_id, label, role_object_id];
  return typeof action_name === 'string' && lists.every(Array.isArray);
}

// vsrl_utils.py makes columns of the lists, and some tools write them back like that.
function flat(record: VcocoRecord): VcocoRecord {
  const { image_id, ann_id, label, role_object_id } = record;
  return {
    ...record,
    image_id: image_id.flat(),
    ann_id: ann_id.flat(),
    label: label.flat(),
    role_object_id: role_object_id.flat(),
  };
}

function parseIds(path: string, text: string): number[] {
  const ids = text.split(/\s+/).filter(Boolean).map(Number);
  const wrong = ids.findIndex((id) => !Number.isInteger(id));
  if (wrong < 0) return ids;
  throw new TurboHoiError('data', `${path}: entry ${wrong + 1} is not an image id.`);
}

function read(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((error: Error) => {
    throw new TurboHoiError('io', `${path}: cannot be read (${error.message}).`, { cause: error });
  });
}
