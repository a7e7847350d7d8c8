import type {
  BadEntries,
  CocoAnnotationEntry,
  CocoCategoryEntry,
  CocoImageEntry,
  CocoVisitor,
} from '@turbo-hoi/formats';
import { ScoredImages } from '../scored-images';
import { RowStore } from '../row-store';

/** A category of a COCO file. */
export interface CocoCategory {
  readonly id: number;
  readonly name: string;
}

/** Columns of an annotation's row; keypoints x, y, v begin at `KEYPOINTS`. */
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
  /** [images], in pixels; NaN if the file has none. */
  readonly widths: Float64Array;
  readonly heights: Float64Array;
  /** In the order of `imageIds`. */
  readonly fileNames: readonly (string | undefined)[];
  /** In the order of the file. */
  readonly categories: readonly CocoCategory[];
  /** Rows of {@link Column}s. */
  readonly annotations: RowStore<Float64Array>;
  /** The rows of the i-th image, in the order of the file. */
  rowsOf(image: number): Uint32Array;
}

export interface CocoTruthOptions {
  /** Number of keypoints of an annotation; 0: not read. */
  readonly keypoints: number;
  /** Only these images are read; default: all. */
  readonly images?: ReadonlySet<number>;
}

/** Collects the entries of a COCO annotation file. */
export class CocoTruthCollector implements CocoVisitor {
  private readonly annotations: RowStore<Float64Array>;
  /** Images in the order of their first occurrence. */
  private readonly images = new Map<number, number>();
  private readonly sizes = new Map<number, readonly [width: number, height: number]>();
  private readonly fileNames = new Map<number, string>();
  private readonly categories = new Map<number, CocoCategory>();

  /** @param bad receives annotations of unknown images and categories, at the end */
  constructor(
    private readonly bad: BadEntries,
    private readonly keypoints: number,
  ) {
    this.annotations = new RowStore(
      Column.KEYPOINTS + 3 * keypoints,
      (length) => new Float64Array(length),
    );
  }

  image({ id, file_name: name, width = NaN, height = NaN }: CocoImageEntry): void {
    // Not checked where the file needs no names.
    if (typeof name === 'string' && name !== '') this.fileNames.set(id, name);
    this.sizes.set(id, [width, height]);
  }

  category({ id, name = String(id) }: CocoCategoryEntry): void {
    this.categories.set(id, { id, name });
  }

  annotation(entry: CocoAnnotationEntry): void {
    const { id, image_id: image, category_id, bbox, area, iscrowd, ignore } = entry;
    if (!this.images.has(image)) this.images.set(image, this.images.size);
    const at = this.annotations.append(this.images.get(image)!);
    const { data } = this.annotations;
    data[at + Column.ID] = id;
    data[at + Column.CATEGORY] = category_id;
    data.set(bbox, at + Column.X);
    data[at + Column.AREA] = area;
    data[at + Column.CROWD] = Number(iscrowd ?? 0);
    data[at + Column.IGNORE] = Number(ignore === 1);
    const points = this.keypoints > 0 ? (entry.keypoints ?? []) : null;
    data[at + Column.LABELLED] = points ? (entry.num_keypoints ?? labelledOf(points)) : NaN;
    data.set(points ?? [], at + Column.KEYPOINTS);
  }

  /** Call once, at the end of the file. */
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
      fileNames: Array.from(imageIds, (id) => this.fileNames.get(id)),
      categories: [...this.categories.values()],
      annotations: byImage,
      rowsOf,
    };
  }
}

function labelledOf(keypoints: readonly number[]): number {
  return keypoints.filter((v, i) => i % 3 === 2 && v > 0).length;
}

/** The images of a ground truth as entries of other files may call them. */
export function scoredImages({
  imageIds,
  fileNames,
}: Pick<CocoTruthFile, 'imageIds' | 'fileNames'>): ScoredImages {
  return new ScoredImages(Array.from(imageIds, (id, i) => ({ id, fileName: fileNames[i] })));
}
