import { TurboHoiError } from '@turbo-hoi/core';
import type { BadEntries } from '../bad-entries/bad-entries';
import type { HicoAnnotations, HicoSplit, HicoSplitName, HicoVerbObject } from './hico-files';
import { HicoSplitBuilder, isUsableBox, shown } from './hico-split-builder';
import { objectName, verbName } from './hoia-vocabulary';
import type { HicoHandlers } from './instances-hico';
import type { HicoReading } from './mat-hico';

/** Reader of a HOIA JSON file; {@link joinHoia} converts one or two to annotations. */
export interface HoiaReader {
  readonly handlers: HicoHandlers;
  readonly contents: HoiaContents;
}

/** The content of a HOIA JSON file, before its verbs and object classes are joined to HOIs. */
export interface HoiaContents {
  readonly file: string;
  readonly bad: BadEntries;
  readonly images: { readonly fileName: string; readonly pairs: Float64Array }[];
}

/**
 * `trainval_hico.json` and `test_hico.json` of PPDM, also used by QPIC and its successors: a list of images, each
 * with boxes of COCO's category ids and pairs of box indices with a verb from 1.
 *
 * A pair with an invalid box index (there are some in the published training file) is reported as bad.
 */
export function hoiaReader({ file, bad }: HicoReading): HoiaReader {
  const contents: HoiaContents = { file, bad, images: [] };
  return {
    contents,
    handlers: { '[]': (value, { index }) => void contents.images.push(pack(value, index, bad)) },
  };
}

/**
 * The annotations of one or both HOIA files.
 *
 * HOIs are, in this order of preference, the given ones, those of the entries' `hoi_category_id`, or all pairs of an object
 * class and a verb in the files, ordered by the names of objects and then verbs.
 *
 * Published files count pixels from 0 (PPDM's training file) or from 1; a file with a coordinate below 1 counts from 0.
 */
export function joinHoia(
  files: Readonly<Partial<Record<HicoSplitName, HoiaContents>>>,
  hois: readonly HicoVerbObject[] = hoisOf(Object.values(files)),
): HicoAnnotations {
  const ids = new Map(hois.map(({ verb, object }, hoi) => [keyOf(verb, object), hoi]));
  const splits = Object.entries(files).map(([split, contents]) => [split, toSplit(contents, ids)]);
  return { hois, rare: null, splits: Object.fromEntries(splits) };
}

// Rows of verb, object category, HOI id (NaN: not given), four and four box numbers.
const ROW = 11;
// An invalid id must not allocate too many HOIs.
const MOST_HOIS = 100_000;

interface HoiaEntry {
  readonly file_name?: unknown;
  readonly annotations?: readonly { readonly bbox?: unknown; readonly category_id?: unknown }[];
  readonly hoi_annotation?: readonly {
    readonly subject_id?: unknown;
    readonly object_id?: unknown;
    readonly category_id?: unknown;
    readonly hoi_category_id?: unknown;
  }[];
}

function pack(value: unknown, index: number, bad: BadEntries): HoiaContents['images'][number] {
  const { file_name: fileName, annotations, hoi_annotation: hois } = (value ?? {}) as HoiaEntry;
  const where = `[${index}]`;
  if (typeof fileName !== 'string')
    bad.add(`${where}.file_name`, `got ${shown(fileName)}; expected a name`);
  if (!Array.isArray(annotations) || !Array.isArray(hois)) {
    bad.add(where, 'annotations or hoi_annotation is missing; expected two lists');
    return { fileName: String(fileName), pairs: new Float64Array(0) };
  }
  const boxes = (annotations as NonNullable<HoiaEntry['annotations']>).map((annotation, k) => ({
    bbox: annotation?.bbox,
    category: toId(annotation?.category_id),
    usable: isUsableBox(annotation?.bbox, `${where}.annotations[${k}].bbox`, bad),
  }));
  const rows = (hois as NonNullable<HoiaEntry['hoi_annotation']>).flatMap((hoi, k): number[] => {
    const at = `${where}.hoi_annotation[${k}]`;
    const [subject, object] = [boxes[toId(hoi?.subject_id)], boxes[toId(hoi?.object_id)]];
    if (!subject || !object) {
      const got = `subject_id ${shown(hoi?.subject_id)} and object_id ${shown(hoi?.object_id)}`;
      bad.add(at, `got ${got}; the image has ${boxes.length} annotations`);
      return [];
    }
    const verb = toId(hoi.category_id);
    if (!(verb >= 1) || !(object.category >= 1)) {
      bad.add(at, `got verb ${verb} with category ${object.category}; expected ids from 1`);
      return [];
    }
    if (!subject.usable || !object.usable) return [];
    const id = toId(hoi.hoi_category_id);
    if (id < 1 || id > MOST_HOIS) {
      bad.add(at, `got hoi_category_id ${id}; expected 1 to ${MOST_HOIS}`);
      return [];
    }
    const ids = [verb, object.category, id];
    return [...ids, ...(subject.bbox as number[]), ...(object.bbox as number[])];
  });
  return { fileName: String(fileName), pairs: Float64Array.from(rows) };
}

// Some published files write ids as text with a line break.
function toId(value: unknown): number {
  const id = typeof value === 'string' ? Number.parseInt(value, 10) : value;
  return Number.isInteger(id) ? (id as number) : NaN;
}

function toSplit({ images, bad }: HoiaContents, ids: ReadonlyMap<string, number>): HicoSplit {
  const builder = new HicoSplitBuilder();
  const shift = images.some(({ pairs }) => countsFromZero(pairs)) ? 1 : 0;
  images.forEach(({ fileName, pairs }, i) => {
    builder.image(fileName);
    for (let at = 0; at < pairs.length; at += ROW) {
      const [verb, object] = [verbName(pairs[at]), objectName(pairs[at + 1])];
      const hoi = ids.get(keyOf(verb, object));
      if (hoi === undefined) {
        bad.add(`[${i}].hoi_annotation`, `${verb} ${object} is not one of the ${ids.size} HOIs`);
        continue;
      }
      const box = (start: number) =>
        pairs.subarray(at + start, at + start + 4).map((x) => x + shift);
      builder.pair(hoi, box(3), box(7));
    }
  });
  return builder.build();
}

function countsFromZero(pairs: Float64Array): boolean {
  return pairs.some((value, i) => i % ROW >= 3 && value < 1);
}

function hoisOf(files: readonly HoiaContents[]): HicoVerbObject[] {
  const found = new Map<
    string,
    HicoVerbObject & { readonly id: number; readonly verbId: number }
  >();
  for (const { images, file } of files) {
    for (const { pairs } of images) {
      for (let at = 0; at < pairs.length; at += ROW) {
        const [verb, object] = [verbName(pairs[at]), objectName(pairs[at + 1])];
        const key = keyOf(verb, object);
        const known = found.get(key);
        const id = pairs[at + 2];
        if (known && known.id !== id && !(Number.isNaN(known.id) && Number.isNaN(id))) {
          throw new TurboHoiError(
            'data',
            `${file}: ${verb} ${object} has hoi_category_id ${known.id} and ${id}; expected one id per HOI.`,
          );
        }
        found.set(key, { verb, object, id, verbId: pairs[at] });
      }
    }
  }
  const all = [...found.values()];
  return all.every(({ id }) => id >= 1)
    ? byId(all)
    : all
        .sort((a, b) => compare(a.object, b.object) || a.verbId - b.verbId)
        .map(({ verb, object }) => ({ verb, object }));
}

// An id without pairs gets a HOI without names, so that the others keep their indices.
function byId(found: readonly (HicoVerbObject & { readonly id: number })[]): HicoVerbObject[] {
  const hois: HicoVerbObject[] = [];
  const count = found.reduce((most, { id }) => Math.max(most, id), 0);
  for (let hoi = 0; hoi < count; hoi++) hois.push({ verb: '', object: '' });
  for (const { verb, object, id } of found) hois[id - 1] = { verb, object };
  return hois;
}

const keyOf = (verb: string, object: string) => `${verb} ${object}`;
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
