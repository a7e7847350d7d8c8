import type { BadEntries } from '../bad-entries/bad-entries';
import type { UncheckedEntry } from './coco-faults';

/** Whether a value is a whole number in decimal digits, as some converters write ids. */
export function isWholeText(value: unknown): value is string {
  return typeof value === 'string' && /^-?\d+$/.test(value) && Number.isSafeInteger(Number(value));
}

const IDS = ['id', 'image_id', 'category_id'];

/**
 * An entry of a COCO file without two harmless deviations, which are counted: ids as text, and annotations without an area,
 * whose box then has it.
 *
 * @param list of the entry
 */
export function mendEntry(entry: UncheckedEntry, list: string, bad: BadEntries): UncheckedEntry {
  const texts = IDS.filter((field) => isWholeText(entry[field]));
  const bare = list === 'annotations' && (entry.area === undefined || entry.area === null);
  const { bbox } = entry;
  const sized = bare && Array.isArray(bbox) && bbox.length === 4 && bbox.every(Number.isFinite);
  if (texts.length === 0 && !sized) return entry;
  const mended: Record<string, unknown> = { ...entry };
  for (const field of texts) mended[field] = Number(entry[field]);
  if (texts.length > 0) bad.mend(`${list} with ids as text, read as numbers`);
  if (sized) {
    mended.area = bbox[2] * bbox[3];
    bad.mend(`${list} without area, for which that of the box is taken`);
  }
  return mended;
}
