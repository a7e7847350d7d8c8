/** An image that entries of a file may mean. */
export interface KnownImage {
  /** Absent: its id only counts the images, and no file refers to it. */
  readonly id?: number;
  /** Path below the folder of images. */
  readonly fileName?: string;
}

/** The image that a key means. */
export interface FoundImage {
  readonly place: number;
  /** How well it fits: the smaller, the better; equal to that of another key only if both fit equally well. */
  readonly rank: number;
  /** Another image that fits as well; null: none. */
  readonly rival: number | null;
}

/**
 * Finds the image that an entry of another program's file means by its `image_id` or `file_name`.
 *
 * In this order: the exact id, the file name (of several in different folders the one that shares most of the path), the name
 * without its extension (YOLO writes `int(stem)` for names of digits), the last digits of the name. A key that fits two images
 * equally well means neither.
 */
export class ImageFinder {
  private readonly images: KnownImage[] = [];
  private readonly places = new Map<string, number[]>();

  constructor(images: Iterable<KnownImage> = []) {
    for (const image of images) this.add(image);
  }

  get count(): number {
    return this.images.length;
  }

  add(image: KnownImage): void {
    const place = this.images.push(image) - 1;
    for (const token of imageTokens(image)) {
      const places = this.places.get(token);
      if (places) places.push(place);
      else this.places.set(token, [place]);
    }
  }

  /** Null: no image. */
  find(key: number | string): FoundImage | null {
    let best = null as FoundImage | null;
    const candidates = new Set(keyTokens(key).flatMap((token) => this.places.get(token) ?? []));
    for (const place of candidates) {
      const rank = rankOf(key, this.images[place]);
      if (rank < (best?.rank ?? Infinity)) best = { place, rank, rival: null };
      else if (best && rank === best.rank) best = { ...best, rival: best.rival ?? place };
    }
    return best;
  }

  /** The image's file name, otherwise its id, for messages. */
  nameOf(place: number): string {
    const { fileName, id } = this.images[place];
    return fileName ?? `image ${id}`;
  }
}

/** Keys and images have a token in common if the key may mean the image. */
export function keyTokens(key: number | string): readonly string[] {
  if (typeof key === 'number') return [numberToken(key)];
  const name = lastPart(key);
  return isWhole(name) ? [name, numberToken(Number(name))] : [name];
}

/** @see keyTokens */
export function imageTokens({ id, fileName }: KnownImage): readonly string[] {
  const tokens = new Set<string>();
  if (id !== undefined) tokens.add(numberToken(id));
  if (fileName === undefined) return [...tokens];
  tokens.add(lastPart(fileName)).add(withoutExtension(lastPart(fileName)));
  const digits = imageIdOfName(fileName);
  if (digits !== null) tokens.add(numberToken(digits));
  return [...tokens];
}

/**
 * The image id in a file name: its last sequence of digits.
 *
 * COCO_train2014_000000000785.jpg → 785, HICO_train2015_00000012.jpg → 12, 000000000785.jpg → 785; null for names without digits.
 */
export function imageIdOfName(fileName: string): number | null {
  const digits = withoutExtension(lastPart(fileName)).match(/\d+/g)?.at(-1);
  const id = digits === undefined ? NaN : Number(digits);
  return Number.isSafeInteger(id) ? id : null;
}

/** The rank of a key that is the image's id. */
export const ID_RANK = 0;
const [NAME, STEM, DIGITS] = [1, 2, 3];

/** The smaller, the better; Infinity: the key does not mean the image. */
function rankOf(key: number | string, { id, fileName }: KnownImage): number {
  if (typeof key === 'string') {
    if (fileName !== undefined) {
      const stem = withoutExtension(fileName);
      if (lastPart(key) === lastPart(fileName)) return NAME + apart(key, fileName);
      if (lastPart(key) === lastPart(stem)) return STEM + apart(key, stem);
    }
    return isWhole(key) ? rankOf(Number(key), { id, fileName }) : Infinity;
  }
  if (key === id) return ID_RANK;
  if (fileName === undefined || imageIdOfName(fileName) !== key) return Infinity;
  return isWhole(withoutExtension(lastPart(fileName))) ? STEM : DIGITS;
}

/** 0 for equal paths, below 1 and the smaller the more of their ends is equal. */
function apart(one: string, other: string): number {
  const [a, b] = [parts(one).reverse(), parts(other).reverse()];
  if (a.length === b.length && a.every((part, i) => part === b[i])) return 0;
  const differs = a.findIndex((part, i) => part !== b[i]);
  return 1 / (2 + (differs < 0 ? a.length : differs));
}

const parts = (path: string) =>
  path
    .replaceAll('\\', '/')
    .split('/')
    .filter((part) => part !== '' && part !== '.');
const lastPart = (path: string) => parts(path).at(-1) ?? '';
const withoutExtension = (name: string) => name.replace(/\.\w+$/, '');
const isWhole = (text: string) => /^\d+$/.test(text) && Number.isSafeInteger(Number(text));
const numberToken = (value: number) => `#${value}`;
