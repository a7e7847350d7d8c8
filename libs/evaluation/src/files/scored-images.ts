import { ID_RANK, ImageFinder, type KnownImage } from '@turbo-hoi/formats';
import { BadEntry } from './bad-entry';
import { type Fields } from './fields';

/** The images to score, found by what the entries of a detection file call them; counts the entries of each. */
export class ScoredImages {
  private readonly finder: ImageFinder;
  private readonly places = new Map<number | string, number | null>();
  private readonly found = new Set<number>();
  private readonly strangers = new Set<number | string>();
  private readonly example = new Map<'id' | 'name', number>();
  private total = 0;
  private used = 0;

  constructor(images: readonly KnownImage[]) {
    this.finder = new ImageFinder(images);
  }

  get count(): number {
    return this.finder.count;
  }

  /** Numbers of entries, and of the images that they mean. */
  get counts(): ScoredCounts {
    const { total, used, found, strangers } = this;
    return {
      entries: total,
      used,
      images: this.finder.count,
      found: found.size,
      strangers: strangers.size,
    };
  }

  /** How an entry calls its image. @throws BadEntry */
  keyOf(fields: Fields): number | string {
    const key =
      fields.has('file_name') && fields.value('file_name') !== null ? 'file_name' : 'image_id';
    const named = fields.value(key);
    return typeof named === 'string' && named !== '' ? named : fields.whole(key);
  }

  /**
   * Counts an entry; its image's place, null if it is none of these.
   *
   * @throws BadEntry for a key that fits two images, and for numbers some of which are ids and some digits of names
   */
  place(key: number | string): number | null {
    let place = this.places.get(key);
    if (place === undefined) this.places.set(key, (place = this.look(key)));
    this.total++;
    if (place === null) this.strangers.add(key);
    else {
      this.used++;
      this.found.add(place);
    }
    return place;
  }

  private look(key: number | string): number | null {
    const found = this.finder.find(key);
    if (found === null) return null;
    if (found.rival !== null) {
      const [a, b] = [found.place, found.rival].map((place) => this.finder.nameOf(place));
      throw new BadEntry(`image ${JSON.stringify(key)} fits both ${a} and ${b}`);
    }
    if (typeof key === 'number') this.checkKind(key, found.rank === ID_RANK ? 'id' : 'name');
    return found.place;
  }

  private checkKind(key: number, kind: 'id' | 'name'): void {
    const other = this.example.get(kind === 'id' ? 'name' : 'id');
    if (other !== undefined) {
      const [id, digits] = kind === 'id' ? [key, other] : [other, key];
      throw new BadEntry(
        `image_id ${id} is the id of an image, but ${digits} only the digits of a name; write ids, or file names`,
      );
    }
    this.example.set(kind, key);
  }
}

/** Counts of {@link ScoredImages}. */
export interface ScoredCounts {
  readonly entries: number;
  readonly used: number;
  readonly images: number;
  readonly found: number;
  /** Other images that entries name. */
  readonly strangers: number;
}
