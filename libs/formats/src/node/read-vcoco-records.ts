import type { BadEntries } from '../bad-entries/bad-entries';
import { checkVcocoRecords } from '../vcoco/check-vcoco-records';
import type { VcocoRecord } from '../vcoco/vcoco-record';
import { type JsonFileOptions, readJsonFile } from './read-json-file';

/**
 * Reads a label file of V-COCO (`vcoco_{train,val,trainval,test}.json`).
 *
 * @param bad receives invalid single values, which count as label 0 and no target
 * @throws TurboHoiError `io`, or `data` for a file of another structure
 */
export async function readVcocoRecords(
  path: string,
  bad: BadEntries,
  options: Pick<JsonFileOptions, 'onProgress'> = {},
): Promise<VcocoRecord[]> {
  const values: unknown[] = [];
  await readJsonFile(path, { '[]': (value) => values.push(value) }, options);
  return checkVcocoRecords(values, path, bad);
}
