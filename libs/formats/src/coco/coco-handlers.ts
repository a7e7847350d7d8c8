import type { BadEntries } from '../bad-entries/bad-entries';
import type { JsonHandler, JsonHandlers } from '../json/read-json-entries';
import type { CocoAnnotationEntry, CocoCategoryEntry, CocoImageEntry } from './coco-entries';
import { mendEntry } from './mend-entry';
import {
  annotationFault,
  categoryFault,
  idFault,
  imageFault,
  type UncheckedEntry,
} from './coco-faults';

/** Receives the valid entries of a COCO file, one by one. */
export interface CocoVisitor {
  image(entry: CocoImageEntry): void;
  category(entry: CocoCategoryEntry): void;
  /** @param index in the file's list */
  annotation(entry: CocoAnnotationEntry, index: number): void;
}

/** The fields that a reader needs of a COCO file, in addition to ids, boxes and areas. */
export interface CocoNeeds {
  /** Images have a file name and a size, categories a name. */
  readonly described?: boolean;
  /** Number of keypoints of every annotation; `any`: any number; default: not read. */
  readonly keypoints?: number | 'any';
  /** Only these images are read. */
  readonly images?: ReadonlySet<number>;
}

/**
 * Handlers of `readJsonEntries` for a COCO annotation file (`instances_*.json`, `person_keypoints_*.json`), which may have its
 * lists in any order: whether an annotation's image and category exist is only known at the end.
 *
 * @param bad receives entries with invalid fields and duplicate ids
 */
export function cocoHandlers(
  visitor: CocoVisitor,
  bad: BadEntries,
  { described = false, keypoints, images }: CocoNeeds = {},
): JsonHandlers {
  const reader = <Entry>({ list, imageOf, fault, visit }: List<Entry>): JsonHandler => {
    const known = new Set<unknown>();
    return (value, { index }) => {
      const entry = mendEntry(asEntry(value), list, bad);
      const { id } = entry;
      let found = idFault(entry, 'id') ?? (imageOf && idFault(entry, imageOf)) ?? null;
      if (found === null) {
        if (images && imageOf && !images.has(entry[imageOf] as number)) return;
        found = known.has(id) ? `id ${id} occurs twice; expected another` : fault(entry);
      }
      if (found !== null) return bad.add(cocoPlace(list, index, id), found);
      known.add(id);
      visit(entry as Entry, index);
    };
  };
  return {
    'images[]': reader<CocoImageEntry>({
      list: 'images',
      imageOf: 'id',
      fault: (entry) => imageFault(entry, described),
      visit: (entry) => visitor.image(entry),
    }),
    'categories[]': reader<CocoCategoryEntry>({
      list: 'categories',
      fault: (entry) => categoryFault(entry, described),
      visit: (entry) => visitor.category(entry),
    }),
    'annotations[]': reader<CocoAnnotationEntry>({
      list: 'annotations',
      imageOf: 'image_id',
      fault: (entry) => annotationFault(entry, keypoints),
      visit: (entry, index) => visitor.annotation(entry, index),
    }),
  };
}

/** `annotations[17] (id 4)`. */
export function cocoPlace(list: string, index: number, id: unknown): string {
  return `${list}[${index}]${typeof id === 'number' ? ` (id ${id})` : ''}`;
}

interface List<Entry> {
  readonly list: string;
  /** The field with the id of the entry's image; absent: none. */
  readonly imageOf?: 'id' | 'image_id';
  readonly fault: (entry: UncheckedEntry) => string | null;
  readonly visit: (entry: Entry, index: number) => void;
}

const asEntry = (value: unknown): UncheckedEntry =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as UncheckedEntry)
    : {};
