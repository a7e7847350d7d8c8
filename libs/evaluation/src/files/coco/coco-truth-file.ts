import type { BadEntries, JsonHandlers } from '@turbo-hoi/formats';
import { BadEntry, readEntry } from '../bad-entry';
import { Fields } from '../fields';
import { RowStore } from '../row-store';

/** A category of a COCO file. */
export interface CocoCategory {
  readonly id: number;
  readonly name: string;
}

/** Where a number of an annotation stands in its row; keypoints x, y, v begin at `KEYPOINTS`. */
export enum Column {
  ID,
  CATEGORY,
  X,
  Y,
  WIDTH,
  HEIGHT,
  AREA,
  CROWD,
  IGNORE,
  LABELLED,
  KEYPOINTS,
}

/** The annotations of one COCO file, sorted by image. */
export interface CocoTruthFile {
  /** Ascending. */
  readonly imageIds: Float64Array;
  /** [images], in pixels; NaN where the file does not say. */
  readonly widths: Float64Array;
  readonly heights: Float64Array;
  /** In the order of the file. */
  readonly categories: readonly CocoCategory[];
  /** Rows of {@link Column}s. */
  readonly annotations: RowStore<Float64Array>;
  /** The rows of the i-th image, in the order of the file. */
  rowsOf(image: number): Uint32Array;
}

export interface CocoTruthOptions {
  /** How many keypoints an annotation has; 0: they are not read. */
  readonly keypoints: number;
  /** Only these images count; all of the file when left out. */
  readonly images?: ReadonlySet<number>;
}

/** Collects a COCO annotation file (`instances_*.json`, `person_keypoints_*.json`) entry by entry. */
export class CocoTruthReader {
  /** For `readJsonEntries`. */
  readonly handlers: JsonHandlers = {
    'images[]': (value, { index }) => this.image(value, index),
    'annotations[]': (value, { index }) => this.annotation(value, index),
    'categories[]': (value, { index }) => this.category(value, index),
  };
  private readonly annotations: RowStore<Float64Array>;
  /** Images in the order in which anything was heard of them. */
  private readonly images = new Map<number, number>();
  private readonly sizes = new Map<number, readonly [width: number, height: number]>();
  private readonly categories = new Map<number, CocoCategory>();
  private readonly ids = new Set<number>();

  constructor(
    private readonly bad: BadEntries,
    private readonly options: CocoTruthOptions,
  ) {
    this.annotations = new RowStore(
      Column.KEYPOINTS + 3 * options.keypoints,
      (length) => new Float64Array(length),
    );
  }

  /** To be called once, at the end of the file. Reports annotations of unknown images and categories. */
  finish(): CocoTruthFile {
    const imageIds = Float64Array.from(this.sizes.keys()).sort();
    const places = new Map(Array.from(imageIds, (id, place) => [id, place]));
    const imageOf = [...this.images.keys()];
    const { annotations } = this;
    const byImage = new RowStore(annotations.width, (length) => new Float64Array(length));
    for (let row = 0; row < annotations.size; row++) {
      const numbers = annotations.data.subarray(
        row * annotations.width,
        (row + 1) * annotations.width,
      );
      const image = imageOf[annotations.groupOf(row)];
      const place = places.get(image);
      const known = this.categories.has(numbers[Column.CATEGORY]);
      if (place !== undefined && known) {
        const at = byImage.append(place);
        byImage.data.set(numbers, at);
        continue;
      }
      const what =
        place === undefined ? `image_id is ${image}` : `category_id is ${numbers[Column.CATEGORY]}`;
      const list = place === undefined ? 'images' : 'categories';
      this.bad.add(`annotation ${numbers[Column.ID]}`, `${what}, which is not among the ${list}`);
    }
    const { rowsOf } = byImage.group(imageIds.length);
    const side = (at: 0 | 1) => Float64Array.from(imageIds, (id) => this.sizes.get(id)![at]);
    return {
      imageIds,
      widths: side(0),
      heights: side(1),
      categories: [...this.categories.values()],
      annotations: byImage,
      rowsOf,
    };
  }

  private image(value: unknown, index: number): void {
    readEntry(
      this.bad,
      () => `images[${index}]`,
      () => {
        const fields = Fields.of(value);
        const id = fields.whole('id');
        if (!this.wanted(id)) return;
        if (this.sizes.has(id)) throw new BadEntry(`id ${id} occurs twice`);
        const size = (name: string) => (fields.has(name) ? fields.finite(name) : NaN);
        this.sizes.set(id, [size('width'), size('height')]);
      },
    );
  }

  private category(value: unknown, index: number): void {
    readEntry(
      this.bad,
      () => `categories[${index}]`,
      () => {
        const fields = Fields.of(value);
        const id = fields.whole('id');
        if (this.categories.has(id)) throw new BadEntry(`id ${id} occurs twice`);
        this.categories.set(id, {
          id,
          name: fields.has('name') ? fields.text('name') : String(id),
        });
      },
    );
  }

  private annotation(value: unknown, index: number): void {
    let id: number | undefined;
    const where = () => `annotations[${index}]${id === undefined ? '' : ` (id ${id})`}`;
    readEntry(this.bad, where, () => {
      const fields = Fields.of(value);
      id = fields.whole('id');
      const image = fields.whole('image_id');
      if (!this.wanted(image)) return;
      if (this.ids.has(id)) throw new BadEntry('the id occurs twice');
      const row = [id, ...annotationNumbers(fields), ...this.keypoints(fields)];
      this.ids.add(id);
      if (!this.images.has(image)) this.images.set(image, this.images.size);
      const at = this.annotations.append(this.images.get(image)!);
      this.annotations.data.set(row, at);
    });
  }

  private keypoints(fields: Fields): readonly number[] {
    const { keypoints: count } = this.options;
    if (count === 0) return [NaN];
    const keypoints = Array.from(fields.finites('keypoints', 3 * count));
    const labelled = fields.has('num_keypoints')
      ? fields.whole('num_keypoints')
      : keypoints.filter((v, i) => i % 3 === 2 && v > 0).length;
    return [labelled, ...keypoints];
  }

  private wanted(image: number): boolean {
    return this.options.images?.has(image) ?? true;
  }
}

/** The columns from `CATEGORY` to `IGNORE`. */
function annotationNumbers(fields: Fields): readonly number[] {
  const category = fields.whole('category_id');
  const [x, y, width, height] = Array.from(fields.finites('bbox', 4));
  // Real files have boxes without width or height; none has negative ones.
  if (width < 0 || height < 0)
    throw new BadEntry(
      `bbox is [${[x, y, width, height].join(', ')}]; width and height are negative`,
    );
  const area = fields.finite('area');
  if (area < 0) throw new BadEntry(`area is ${area}; expected 0 or more`);
  const ignore = fields.has('ignore') && fields.number('ignore') === 1 ? 1 : 0;
  return [category, x, y, width, height, area, fields.flag('iscrowd', 0), ignore];
}
