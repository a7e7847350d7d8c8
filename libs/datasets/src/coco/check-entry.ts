/** An entry of a COCO file, parsed and not checked. */
export type Entry = Readonly<Record<string, unknown>>;

/** What is wrong with an entry of `images`; null: nothing. */
export function imageFault({ id, file_name: name, width, height }: Entry): string | null {
  if (!isId(id)) return expected('id', 'an integer', id);
  if (typeof name !== 'string' || name === '') return expected('file_name', 'a file name', name);
  const sized = isCount(width) && isCount(height);
  return sized ? null : expected('[width, height]', 'two positive integers', [width, height]);
}

/** What is wrong with an entry of `categories`; null: nothing. */
export function categoryFault({ id, name, keypoints }: Entry): string | null {
  if (!isId(id)) return expected('id', 'an integer', id);
  if (typeof name !== 'string' || name === '') return expected('name', 'a name', name);
  const named = Array.isArray(keypoints) && keypoints.every((point) => typeof point === 'string');
  return keypoints === undefined || named ? null : expected('keypoints', 'names', keypoints);
}

/** What is wrong with an entry of `annotations` taken by itself; null: nothing. A box may have no extent. */
export function annotationFault(entry: Entry): string | null {
  const { id, image_id: image, category_id: category, bbox, area, iscrowd, keypoints } = entry;
  if (!isId(id)) return expected('id', 'an integer', id);
  if (!isId(image)) return expected('image_id', 'an integer', image);
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
  const listed = keypoints === undefined || isNumbers(keypoints);
  return listed ? null : expected('keypoints', 'numbers', keypoints);
}

/** `bbox is [1,null]; expected …`, shortened. */
export function expected(field: string, wanted: string, got: unknown): string {
  const text = got === undefined ? 'missing' : (JSON.stringify(got, nonFinite) ?? String(got));
  const shown = text.length > 80 ? `${text.slice(0, 80)}…` : text;
  return `${field} is ${shown}; expected ${wanted}`;
}

const isId = (value: unknown): value is number => Number.isSafeInteger(value);
const isCount = (value: unknown) => isId(value) && value > 0 && value < 2 ** 31;
const isNumbers = (value: unknown): value is number[] =>
  Array.isArray(value) && value.every((item) => Number.isFinite(item));

// JSON would show NaN as null.
const nonFinite = (_: string, value: unknown) =>
  typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
