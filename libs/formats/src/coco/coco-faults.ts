import { expected } from './expected';

/** An entry of a COCO file, parsed and not checked. */
export type UncheckedEntry = Readonly<Record<string, unknown>>;

/**
 * The fault of an entry of `images`, except for its id; null if valid.
 *
 * @param described whether it needs a file name and a size
 */
export function imageFault(entry: UncheckedEntry, described: boolean): string | null {
  const { file_name: name, width, height } = entry;
  if (!described) return sizeFault('width', width) ?? sizeFault('height', height);
  if (typeof name !== 'string' || name === '') return expected('file_name', 'a file name', name);
  const sized = isCount(width) && isCount(height);
  return sized ? null : expected('[width, height]', 'two positive integers', [width, height]);
}

/**
 * The fault of an entry of `categories`, except for its id; null if valid.
 *
 * @param described whether it needs a name, and its keypoints are read
 */
export function categoryFault(entry: UncheckedEntry, described: boolean): string | null {
  const { name, keypoints } = entry;
  if (!described) {
    const text = name === undefined || typeof name === 'string';
    return text ? null : expected('name', 'a name', name);
  }
  if (typeof name !== 'string' || name === '') return expected('name', 'a name', name);
  const listed = Array.isArray(keypoints) && keypoints.every((point) => typeof point === 'string');
  return keypoints === undefined || listed ? null : expected('keypoints', 'names', keypoints);
}

/**
 * The fault of a single entry of `annotations`, except for `id` and `image_id`; null if valid. A box may have no extent.
 *
 * @param keypoints required number; `any`: any number; undefined: not read
 */
export function annotationFault(entry: UncheckedEntry, keypoints?: number | 'any'): string | null {
  const { category_id: category, bbox, area, iscrowd, ignore } = entry;
  if (!isId(category)) return expected('category_id', 'an integer', category);
  if (!isNumbers(bbox) || bbox.length !== 4 || bbox[2] < 0 || bbox[3] < 0) {
    return expected('bbox', '[x, y, width, height] with width and height of 0 or more', bbox);
  }
  if (!(typeof area === 'number' && area >= 0 && area < Infinity)) {
    return expected('area', 'a number of 0 or more', area);
  }
  if (![undefined, 0, 1, false, true].includes(iscrowd as number)) {
    return expected('iscrowd', '0 or 1', iscrowd);
  }
  if (!(ignore === undefined || ignore === null || typeof ignore === 'number')) {
    return expected('ignore', 'a number', ignore);
  }
  return keypoints === undefined ? null : keypointFault(entry, keypoints);
}

/** The fault of an id of an entry; null if valid. */
export function idFault(entry: UncheckedEntry, field: 'id' | 'image_id'): string | null {
  return isId(entry[field]) ? null : expected(field, 'an integer', entry[field]);
}

function keypointFault(entry: UncheckedEntry, count: number | 'any'): string | null {
  const { keypoints, num_keypoints: labelled } = entry;
  if (count === 'any') {
    const listed = keypoints === undefined || isNumbers(keypoints);
    return listed ? null : expected('keypoints', 'numbers', keypoints);
  }
  if (!isNumbers(keypoints)) return expected('keypoints', `${3 * count} numbers`, keypoints);
  if (keypoints.length !== 3 * count) {
    return `keypoints has ${keypoints.length} numbers; expected ${3 * count}`;
  }
  const counted = labelled === undefined || isId(labelled);
  return counted ? null : expected('num_keypoints', 'an integer', labelled);
}

function sizeFault(field: string, value: unknown): string | null {
  const known = value === undefined || Number.isFinite(value);
  return known ? null : expected(field, 'a number', value);
}

const isId = (value: unknown): value is number => Number.isSafeInteger(value);
const isCount = (value: unknown) => isId(value) && value > 0 && value < 2 ** 31;
const isNumbers = (value: unknown): value is number[] =>
  Array.isArray(value) && value.every((item) => Number.isFinite(item));
