import type { BadEntries } from '@turbo-hoi/formats';
import { BadEntry, readEntry } from '../bad-entry';
import { Fields } from '../fields';
import { type GroupedRows, RowStore } from '../row-store';
import type { ScoredCounts, ScoredImages } from '../scored-images';
import { type CocoTruthFile, scoredImages } from './coco-truth-file';

/** Reads the numbers after score and class of one result. @throws BadEntry */
export type ResultColumns = (fields: Fields, index: number) => ArrayLike<number>;

/**
 * COCO results (`[{image_id, category_id, score, …}]`) by image; a row is score, class (index into the truth's categories by
 * ascending id) and the columns of the task.
 *
 * As in pycocotools, results of categories that the ground truth lacks are ignored, and those of images that it lacks
 * are an error.
 */
export class CocoResultRows {
  readonly rows: RowStore<Float64Array>;
  private readonly images: ScoredImages;
  private readonly classes: ReadonlyMap<number, number>;
  private strays = 0;

  constructor(
    truth: CocoTruthFile,
    private readonly bad: BadEntries,
    width: number,
    private readonly columns: ResultColumns,
  ) {
    this.rows = new RowStore(2 + width, (length) => new Float64Array(length));
    this.images = scoredImages(truth);
    this.classes = new Map(sortedIds(truth).map((id, place) => [id, place]));
  }

  /** Number of results of other categories. */
  get otherCategories(): number {
    return this.strays;
  }

  get counts(): ScoredCounts {
    return this.images.counts;
  }

  add(value: unknown, index: number): void {
    let image: number | string | undefined;
    const where = () => `[${index}]${image === undefined ? '' : ` (image ${image})`}`;
    readEntry(this.bad, where, () => {
      const fields = Fields.of(value);
      image = this.images.keyOf(fields);
      const category = this.classes.get(fields.whole('category_id'));
      const score = fields.finite('score');
      const columns = this.columns(fields, index);
      const place = this.images.place(image);
      if (place === null) throw new BadEntry('the ground truth has no such image');
      if (category === undefined) {
        this.strays++;
        return;
      }
      const at = this.rows.append(place);
      this.rows.data[at] = score;
      this.rows.data[at + 1] = category;
      this.rows.data.set(columns, at + 2);
    });
  }

  finish(): GroupedRows {
    return this.rows.group(this.images.count);
  }
}

/** The category ids in pycocotools' order. */
export function sortedIds({ categories }: CocoTruthFile): number[] {
  return categories.map(({ id }) => id).sort((a, b) => a - b);
}
