import { TurboHoiError } from '@turbo-hoi/core';
import type { BadEntries } from '../bad-entries/bad-entries';
import type { HicoAnnotations, HicoSplitName, HicoVerbObject } from './hico-files';
import { HicoSplitBuilder, isUsableBox, shown } from './hico-split-builder';
import type { HicoReading } from './mat-hico';

/** Handlers of a JSON file's entries; keys are paths of `readJsonEntries`. */
export type HicoHandlers = Readonly<
  Record<string, (value: unknown, at: { readonly index: number }) => void>
>;

/** Reader of a file: pass `handlers` to `readJsonEntries`, then call `result`. */
export interface HicoInstancesReader {
  readonly handlers: HicoHandlers;
  /** @throws TurboHoiError `data` for a file that lacks one of the lists */
  finish(split: HicoSplitName): HicoAnnotations;
}

/**
 * `instances_train2015.json` and `instances_test2015.json` as Fred Zhang's hicodet repository makes them: the contents of
 * `anno_bbox.mat` with indices from 0, but boxes still counting pixels from 1.
 *
 * Images listed as `empty` have no located pair; the file lacks their HOIs.
 */
export function hicoInstancesReader({ file, bad }: HicoReading): HicoInstancesReader {
  const annotations: PackedPairs[] = [];
  const whole = new Map<string, unknown>();
  const keep = (key: string) => [key, (value: unknown) => void whole.set(key, value)] as const;
  return {
    handlers: {
      'annotation[]': (value, { index }) => void annotations.push(pack(value, index, bad)),
      ...Object.fromEntries([...LISTS, 'rare'].map(keep)),
    },
    finish(split) {
      const lists = new Map(LISTS.map((key) => [key, listOf(whole.get(key), key, file)]));
      const hois = joinHois(
        lists.get('correspondence')!,
        lists.get('verbs')!,
        lists.get('objects')!,
        file,
      );
      const names = lists.get('filenames')!;
      const sizes = lists.get('size')!;
      if (names.length !== annotations.length || sizes.length !== annotations.length) {
        throw new TurboHoiError(
          'data',
          `${file}: has ${annotations.length} annotations, ${names.length} filenames and ${sizes.length} sizes; ` +
            `expected one of each per image.`,
        );
      }
      const builder = new HicoSplitBuilder();
      annotations.forEach((pairs, i) => {
        const [width, height] = listOrNothing(sizes[i]).map(Number);
        if (typeof names[i] !== 'string')
          bad.add(`filenames[${i}]`, `got ${shown(names[i])}; expected a name`);
        builder.image(String(names[i]), width || 0, height || 0);
        addPairs(builder, pairs, i, hois, bad);
      });
      return {
        hois: hois.map(({ verb, object }) => ({ verb, object })),
        rare: rareOf(whole.get('rare'), hois.length),
        splits: { [split]: builder.build() },
      };
    },
  };
}

const LISTS = ['filenames', 'size', 'objects', 'verbs', 'correspondence'] as const;

interface IndexedHoi extends HicoVerbObject {
  readonly verbIndex: number;
  readonly objectIndex: number;
}

// Rows of hoi, verb, object, four and four box numbers: an image's objects do not outlive its entry.
type PackedPairs = Float64Array;
const ROW = 11;

function pack(value: unknown, index: number, bad: BadEntries): PackedPairs {
  const where = `annotation[${index}]`;
  const entry = (value ?? {}) as Record<string, unknown>;
  const [humans, objects, hoi, verb, object] = COLUMNS.map((key) => listOrNothing(entry[key]));
  const columns = [humans, objects, hoi, verb, object];
  if (
    columns.some(({ length }) => length !== hoi.length) ||
    !COLUMNS.every((key) => Array.isArray(entry[key]))
  ) {
    const got = COLUMNS.map(
      (key) => `${key} ${Array.isArray(entry[key]) ? (entry[key] as unknown[]).length : 'missing'}`,
    );
    bad.add(where, `got ${got.join(', ')}; expected five lists of one length`);
    return new Float64Array(0);
  }
  const rows = hoi.flatMap((_, k) => {
    const fine = [
      isUsableBox(humans[k], `${where}.boxes_h[${k}]`, bad),
      isUsableBox(objects[k], `${where}.boxes_o[${k}]`, bad),
    ];
    if (!fine.every(Boolean)) return [];
    return [
      hoi[k],
      verb[k],
      object[k],
      ...(humans[k] as number[]),
      ...(objects[k] as number[]),
    ] as number[];
  });
  return Float64Array.from(rows);
}

const COLUMNS = ['boxes_h', 'boxes_o', 'hoi', 'verb', 'object'] as const;

function addPairs(
  builder: HicoSplitBuilder,
  rows: PackedPairs,
  image: number,
  hois: readonly IndexedHoi[],
  bad: BadEntries,
): void {
  for (let at = 0; at < rows.length; at += ROW) {
    const [hoi, verb, object] = rows.subarray(at, at + 3);
    const known = hois[hoi];
    if (known?.verbIndex !== verb || known.objectIndex !== object) {
      bad.add(
        `annotation[${image}].hoi`,
        `got ${hoi} with verb ${verb} and object ${object}; correspondence lists ` +
          (known
            ? `verb ${known.verbIndex} and object ${known.objectIndex}`
            : `HOIs 0 to ${hois.length - 1}`),
      );
      continue;
    }
    builder.pair(hoi, rows.subarray(at + 3, at + 7), rows.subarray(at + 7, at + ROW));
  }
}

// `correspondence`: rows of HOI, object, verb.
function joinHois(
  correspondence: readonly unknown[],
  verbs: readonly unknown[],
  objects: readonly unknown[],
  file: string,
): IndexedHoi[] {
  return correspondence.map((row, hoi) => {
    const [id, objectIndex, verbIndex] = listOrNothing(row) as number[];
    const [verb, object] = [verbs[verbIndex], objects[objectIndex]];
    if (id === hoi && isName(verb) && isName(object)) {
      return { verb, object, verbIndex, objectIndex };
    }
    throw new TurboHoiError(
      'data',
      `${file}: correspondence[${hoi}]: got ${shown(row)}; expected [${hoi}, object, verb] with indices into ` +
        `${objects.length} objects and ${verbs.length} verbs.`,
    );
  });
}

const isName = (value: unknown): value is string => typeof value === 'string' && value !== '';

function rareOf(rare: unknown, count: number): boolean[] | null {
  if (!Array.isArray(rare)) return null;
  const listed = new Set<unknown>(rare);
  return Array.from({ length: count }, (_, hoi) => listed.has(hoi));
}

function listOf(value: unknown, key: string, file: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw new TurboHoiError(
    'data',
    `${file}: has no list "${key}"; expected the keys annotation, ${LISTS.join(', ')}.`,
  );
}

const listOrNothing = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
