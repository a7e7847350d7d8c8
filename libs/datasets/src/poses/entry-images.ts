import { TurboHoiError } from '@turbo-hoi/core';
import { ID_RANK, ImageFinder, imageTokens, keyTokens, type KnownImage } from '@turbo-hoi/formats';

/** How the entries of a file name an image: by its id or its file name. */
export type EntryKey = number | string;

export function isEntryKey(value: unknown): value is EntryKey {
  return Number.isSafeInteger(value) || (typeof value === 'string' && value !== '');
}

/** Numbers of the entries of a file and of the images that were asked for. */
export interface EntryCounts {
  readonly entries: number;
  /** Entries of these images. */
  readonly used: number;
  /** The key of an entry of no image; null: every entry has one. */
  readonly stray: EntryKey | null;
  readonly images: number;
  /** Images with entries. */
  readonly found: number;
}

/** Assigns the entries of a file to images; see `ImageFinder`. */
export class EntryImages {
  private readonly finder = new ImageFinder();
  private readonly placeOf = new Map<string, number>();
  private readonly keysByToken = new Map<string, EntryKey[]>();
  /** The image of each key. */
  private readonly imageOf = new Map<EntryKey, number>();
  /** Whether numbers are ids of images: others are then of other images, whatever digits names have. */
  private byId = false;
  /** The keys of each image, all of them with one rank. */
  private readonly ofImage = new Map<number, { rank: number; keys: EntryKey[] }>();

  /**
   * @param file for messages
   * @param entries number of entries by key
   * @param names the file names of ids; null: keys stand for themselves
   */
  constructor(
    private readonly file: string,
    private readonly entries: ReadonlyMap<EntryKey, number>,
    private readonly names: ReadonlyMap<EntryKey, string> | null = null,
  ) {
    for (const key of new Set([...entries.keys(), ...(names?.keys() ?? [])]))
      for (const token of keyTokens(this.nameOf(key))) {
        const known = this.keysByToken.get(token);
        if (known) known.push(key);
        else this.keysByToken.set(token, [key]);
      }
  }

  /**
   * Takes all images of a split or command at once, so that their order decides nothing.
   *
   * @throws TurboHoiError `data` for a key that fits two of the images, or two keys that fit one
   */
  expect(images: readonly KnownImage[]): void {
    const fresh = images.filter((image) => !this.placeOf.has(identityOf(image)));
    for (const image of fresh) this.addImage(image);
    this.assign(fresh.flatMap((image) => this.candidates(image)));
  }

  /**
   * The keys of an image's entries.
   *
   * @throws TurboHoiError `data` as `expect`
   */
  keysOf(image: KnownImage): readonly EntryKey[] {
    this.expect([image]);
    return this.ofImage.get(this.placeOf.get(identityOf(image))!)?.keys ?? [];
  }

  counts(): EntryCounts {
    let [entries, used, stray] = [0, 0, null as EntryKey | null];
    for (const [key, count] of this.entries) {
      const place = this.imageOf.get(key);
      const taken = place !== undefined && this.ofImage.get(place)!.keys.includes(key);
      entries += count;
      if (taken) used += count;
      else stray ??= this.nameOf(key);
    }
    const found = [...this.ofImage.values()].filter(({ keys }) =>
      keys.some((key) => this.entries.has(key)),
    );
    return { entries, used, stray, images: this.finder.count, found: found.length };
  }

  private addImage(image: KnownImage): void {
    this.placeOf.set(identityOf(image), this.finder.count);
    this.finder.add(image);
  }

  private candidates(image: KnownImage): readonly EntryKey[] {
    return imageTokens(image).flatMap((token) => this.keysByToken.get(token) ?? []);
  }

  private assign(keys: readonly EntryKey[]): void {
    const all = [...new Set(keys)].flatMap((key) => {
      const found = this.finder.find(this.nameOf(key));
      return found === null ? [] : [{ key, ...found }];
    });
    this.byId ||= all.some(({ rank }) => rank === ID_RANK);
    for (const { key, place, rank, rival } of all) {
      if (this.byId && typeof this.nameOf(key) === 'number' && rank !== ID_RANK) continue;
      const before = this.imageOf.get(key) ?? place;
      // An image may come after one that its entries were given to, by the digits of its name.
      if (rival !== null || before !== place) throw this.twoImages(key, rival ?? before, place);
      if (this.imageOf.has(key)) continue;
      this.imageOf.set(key, place);
      const own = this.ofImage.get(place);
      if (own === undefined || rank < own.rank) this.ofImage.set(place, { rank, keys: [key] });
      else if (rank === own.rank) {
        if (differ(this.nameOf(key), this.nameOf(own.keys[0])))
          throw this.twoKeys(own.keys[0], key, place);
        own.keys.push(key);
      }
    }
  }

  private nameOf(key: EntryKey): EntryKey {
    return this.names?.get(key) ?? key;
  }

  private twoImages(key: EntryKey, one: number, other: number): TurboHoiError {
    const [a, b] = [one, other].map((place) => this.finder.nameOf(place)).sort();
    return new TurboHoiError(
      'data',
      `${this.file}: image ${JSON.stringify(this.nameOf(key))} fits both ${a} and ${b}; ` +
        'write the file names (with their folders, where these differ) as image_id or file_name.',
    );
  }

  private twoKeys(one: EntryKey, other: EntryKey, place: number): TurboHoiError {
    const [a, b] = [one, other].map((key) => JSON.stringify(this.nameOf(key)));
    return new TurboHoiError(
      'data',
      `${this.file}: images ${a} and ${b} both fit ${this.finder.nameOf(place)}; ` +
        'use a file of the images of this folder alone.',
    );
  }
}

/** One line about the entries that were used and the images without any. */
export function describeEntries(
  file: string,
  { entries, used, stray, images, found }: EntryCounts,
): string {
  const count = (value: number) => value.toLocaleString('en');
  const parts = [
    `${file}: ${count(used)} of ${count(entries)} entries are of the ${count(images)} images`,
  ];
  if (stray !== null)
    parts.push(`${count(entries - used)} of no image among them, such as ${JSON.stringify(stray)}`);
  if (found < images) parts.push(`${count(images - found)} images have no entry`);
  const cause =
    used === 0 && entries > 0 ? ' Of another split, or are its images named otherwise?' : '';
  return `${parts.join('; ')}.${cause}`;
}

const identityOf = ({ fileName, id }: KnownImage) => fileName ?? `#${id}`;
/** 7 and "7" are one key in two forms. */
const differ = (one: EntryKey, other: EntryKey) => String(one) !== String(other);
