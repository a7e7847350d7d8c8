import type { BadEntries } from '../bad-entries/bad-entries';
import { cocoHandlers, type CocoNeeds, type CocoVisitor } from '../coco/coco-handlers';
import { type JsonFileOptions, readJsonFile } from './read-json-file';

export interface ReadCocoOptions extends CocoNeeds, Pick<JsonFileOptions, 'onProgress'> {}

/**
 * Reads a COCO annotation file of any size, entry by entry.
 *
 * @param bad receives entries with invalid fields
 * @throws TurboHoiError `io`, or `data` for a file of another structure
 */
export async function readCocoFile(
  path: string,
  visitor: CocoVisitor,
  bad: BadEntries,
  { onProgress, ...needs }: ReadCocoOptions = {},
): Promise<void> {
  const required = ['images', 'annotations', 'categories'];
  await readJsonFile(path, cocoHandlers(visitor, bad, needs), { required, onProgress });
}
