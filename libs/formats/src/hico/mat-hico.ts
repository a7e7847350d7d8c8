import { TurboHoiError } from '@turbo-hoi/core';
import type { BadEntries } from '../bad-entries/bad-entries';
import type { MatStruct, MatValue } from '../mat/mat-value';
import {
  type HicoAnnotations,
  type HicoImageLabels,
  type HicoSplit,
  type HicoSplitName,
  type HicoVerbObject,
} from './hico-files';
import { HicoSplitBuilder, isUsableBox } from './hico-split-builder';
import { asNumber, asNumbers, asStruct, asText, asTexts, variable } from './mat-access';
import { NumberList } from '../number-list';

/** Context of reading a file. */
export interface HicoReading {
  /** Name of the file for messages. */
  readonly file: string;
  /** Receives the entries that are left out. */
  readonly bad: BadEntries;
  /** Called with the number of images read and their total. */
  readonly onProgress?: (done: number, total: number) => void;
}

type MatFile = ReadonlyMap<string, MatValue>;

const SPLITS: readonly HicoSplitName[] = ['train', 'test'];

/**
 * Reads `anno_bbox.mat`: both splits with boxes.
 *
 * Connections with an invalid box index, boxes that are inverted or not finite, and HOIs outside `list_action` are
 * reported as bad and left out.
 *
 * @param hois `list_action` of `anno.mat`, for a file without its own
 * @throws TurboHoiError `data` for a file without `bbox_train` or `bbox_test`, or of another structure
 */
export function hicoFromMat(
  variables: MatFile,
  reading: HicoReading,
  hois: readonly HicoVerbObject[] = hicoVerbObjects(variables, reading.file),
): HicoAnnotations {
  const present = SPLITS.filter((split) => variables.has(`bbox_${split}`));
  if (present.length === 0) variable(variables, 'bbox_train', reading.file);
  const splits = present.map((split) => [split, readSplit(variables, split, reading, hois.length)]);
  return { hois, rare: null, splits: Object.fromEntries(splits) };
}

/** Reads `list_action`, the 600 HOIs. @throws TurboHoiError `data` if it or a name is missing */
export function hicoVerbObjects(variables: MatFile, file: string): HicoVerbObject[] {
  const actions = asStruct(variable(variables, 'list_action', file), 'list_action', file, [
    'nname',
    'vname',
  ]);
  const nameOf = (key: 'vname' | 'nname', hoi: number) => {
    const name = asText(actions.get(key, hoi));
    if (name) return name;
    throw new TurboHoiError('data', `${file}: list_action(${hoi + 1}).${key}: has no name.`);
  };
  return Array.from({ length: actions.length }, (_, hoi) => ({
    verb: nameOf('vname', hoi),
    object: nameOf('nname', hoi),
  }));
}

/**
 * Reads `anno.mat`, the image labels.
 *
 * @throws TurboHoiError `data` if the file has no labels of the split, or another number of images
 */
export function hicoImageLabels(
  variables: MatFile,
  split: HicoSplitName,
  { file }: Pick<HicoReading, 'file'>,
): HicoImageLabels {
  const list = `list_${split}`;
  const fileNames = asTexts(variable(variables, list, file), list, file);
  const labels = asNumbers(variable(variables, `anno_${split}`, file), `anno_${split}`, file);
  const [rows, columns] = labels.shape;
  // One row per HOI, one column per image.
  if (labels.shape.length !== 2 || columns !== fileNames.length) {
    throw new TurboHoiError(
      'data',
      `${file}: anno_${split} is ${labels.shape.join(' × ')}; expected one row per HOI and one column for each of the ` +
        `${fileNames.length} images of ${list}.`,
    );
  }
  const [first, hois] = [new NumberList(), new NumberList()];
  for (let image = 0; image < columns; image++) {
    first.push(hois.length);
    for (let hoi = 0; hoi < rows; hoi++) {
      if (Number(labels.data[hoi * columns + image]) === 1) hois.push(hoi);
    }
  }
  first.push(hois.length);
  return {
    fileNames,
    first: Int32Array.from(first.values()),
    hois: Int32Array.from(hois.values()),
  };
}

function readSplit(
  variables: MatFile,
  split: HicoSplitName,
  reading: HicoReading,
  hoiCount: number,
): HicoSplit {
  const { file, bad, onProgress } = reading;
  const name = `bbox_${split}`;
  const images = asStruct(variable(variables, name, file), name, file, ['filename', 'size', 'hoi']);
  const builder = new HicoSplitBuilder();
  for (let i = 0; i < images.length; i++) {
    // In MATLAB's notation.
    const where = `${name}(${i + 1})`;
    const fileName = asText(images.get('filename', i)) ?? '';
    if (fileName === '') bad.add(where, 'filename is missing');
    const size = asStruct(images.get('size', i), `${where}.size`, file, ['width', 'height']);
    const side = (field: string) => (size.length > 0 ? asNumber(size.get(field, 0)) : NaN);
    // Without a size, the image file determines it.
    builder.image(fileName, side('width') || 0, side('height') || 0);
    const hois = asStruct(images.get('hoi', i), `${where}.hoi`, file, HOI_FIELDS);
    for (let j = 0; j < hois.length; j++) {
      readHoi(hois, j, `${where}.hoi(${j + 1})`, hoiCount, builder, reading);
    }
    if ((i + 1) % PROGRESS_STEP === 0 || i + 1 === images.length)
      onProgress?.(i + 1, images.length);
  }
  return builder.build();
}

function readHoi(
  hois: MatStruct,
  j: number,
  where: string,
  hoiCount: number,
  builder: HicoSplitBuilder,
  { file, bad }: HicoReading,
): void {
  const id = asNumber(hois.get('id', j));
  if (!Number.isInteger(id) || id < 1 || id > hoiCount) {
    bad.add(`${where}.id`, `got ${id}; expected 1 to ${hoiCount}, an index into list_action`);
    return;
  }
  if (asNumber(hois.get('invis', j)) !== 0) {
    builder.withoutBoxes(id - 1);
    return;
  }
  builder.entry(id - 1);
  const humans = readBoxes(hois.get('bboxhuman', j), `${where}.bboxhuman`, file);
  const objects = readBoxes(hois.get('bboxobject', j), `${where}.bboxobject`, file);
  const connection = asNumbers(hois.get('connection', j), `${where}.connection`, file);
  for (let k = 0; 2 * k + 1 < connection.data.length; k++) {
    const row = `${where}.connection(${k + 1})`;
    const [human, object] = [Number(connection.data[2 * k]), Number(connection.data[2 * k + 1])];
    const [humanBox, objectBox] = [humans[human - 1], objects[object - 1]];
    if (!humanBox || !objectBox) {
      bad.add(
        row,
        `got [${human}, ${object}]; there are ${humans.length} people and ${objects.length} objects`,
      );
      continue;
    }
    const fine = [
      isUsableBox(humanBox, `${where}.bboxhuman(${human})`, bad),
      isUsableBox(objectBox, `${where}.bboxobject(${object})`, bad),
    ];
    if (fine.every(Boolean)) builder.pair(id - 1, humanBox, objectBox);
  }
}

function readBoxes(value: MatValue, what: string, file: string): number[][] {
  const boxes = asStruct(value, what, file, CORNERS);
  return Array.from({ length: boxes.length }, (_, k) =>
    CORNERS.map((corner) => asNumber(boxes.get(corner, k))),
  );
}

const HOI_FIELDS = ['id', 'bboxhuman', 'bboxobject', 'connection', 'invis'];
// The order in the file is x1, x2, y1, y2.
const CORNERS = ['x1', 'y1', 'x2', 'y2'] as const;
const PROGRESS_STEP = 500;
