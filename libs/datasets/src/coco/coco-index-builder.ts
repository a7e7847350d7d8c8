import { COCO_KEYPOINTS } from '@turbo-hoi/core';
import {
  type BadEntries,
  type CocoAnnotationEntry,
  type CocoCategoryEntry,
  type CocoImageEntry,
  cocoPlace,
  type CocoVisitor,
  expected,
  NumberList,
} from '@turbo-hoi/formats';
import type { CocoCategory, CocoColumns, CocoHeader } from './coco-columns';

const encoder = new TextEncoder();

/** Builds the columns of a COCO file from its entries, one by one. */
export class CocoIndexBuilder implements CocoVisitor {
  /** Required fields of the entries. */
  static readonly NEEDS = { described: true, keypoints: 'any' } as const;

  private readonly categories = new Map<number, CocoCategory>();
  private readonly images = new Map<number, number>();
  private readonly sizes = new NumberList();
  private readonly names: Uint8Array[] = [];
  // A column for each field of an annotation, before they are sorted.
  private readonly places = new NumberList();
  private readonly imageIds = new NumberList();
  private readonly categoryIds = new NumberList();
  private readonly ids = new NumberList();
  private readonly boxes = new NumberList();
  private readonly areas = new NumberList();
  private readonly crowds = new NumberList();
  /** Offset and count of the keypoint numbers of an annotation; -1: not annotated. */
  private readonly pointStarts = new NumberList();
  private readonly pointCounts = new NumberList();
  private readonly points = new NumberList();
  private readonly flat = new NumberList();

  /** @param bad receives annotations of unknown images or categories, and those with another number of keypoints */
  constructor(private readonly bad: BadEntries) {}

  image({ id, file_name = '', width = 0, height = 0 }: CocoImageEntry): void {
    this.images.set(id, this.images.size);
    this.names.push(encoder.encode(file_name));
    this.sizes.push(width);
    this.sizes.push(height);
  }

  category({ id, name = '', keypoints }: CocoCategoryEntry): void {
    this.categories.set(id, { id, name, ...(keypoints ? { keypoints } : {}) });
  }

  annotation(entry: CocoAnnotationEntry, index: number): void {
    const { id, image_id, category_id, bbox, area, iscrowd, keypoints } = entry;
    if (bbox[2] === 0 || bbox[3] === 0) return this.flat.push(id);
    this.places.push(index);
    this.ids.push(id);
    this.imageIds.push(image_id);
    this.categoryIds.push(category_id);
    for (const number of bbox) this.boxes.push(number);
    this.areas.push(area);
    this.crowds.push(iscrowd ? 1 : 0);
    this.pointStarts.push(this.points.length);
    this.pointCounts.push(keypoints?.length || -1);
    for (const number of keypoints ?? []) this.points.push(number);
  }

  /** Sorts the annotations by image; those of unknown images or categories are bad, too. */
  finish(): { header: CocoHeader; columns: CocoColumns } {
    const categories = [...this.categories.values()];
    const keypointWidth = this.keypointWidth(categories);
    const kept = this.keptByImage(keypointWidth);
    const header = { categories, keypointWidth, bad: this.bad.found };
    return {
      header,
      columns: { ...this.imageColumns(), ...this.annotationColumns(kept, keypointWidth) },
    };
  }

  private keypointWidth(categories: readonly CocoCategory[]): number {
    const named = categories.reduce(
      (most, { keypoints = [] }) => Math.max(most, keypoints.length),
      0,
    );
    if (named > 0) return 3 * named;
    // Files derived from COCO's often leave the names out.
    return this.points.length > 0 ? 3 * COCO_KEYPOINTS.names.length : 0;
  }

  private imageColumns() {
    const ends = new Uint32Array(this.names.length);
    let end = 0;
    this.names.forEach((name, i) => (ends[i] = end += name.length));
    const fileNames = new Uint8Array(end);
    this.names.forEach((name, i) => fileNames.set(name, ends[i] - name.length));
    return {
      imageIds: Float64Array.from(this.images.keys()),
      imageSizes: Int32Array.from(this.sizes.values()),
      fileNames,
      fileNameEnds: ends,
    };
  }

  private annotationColumns({ order, starts }: Kept, keypointWidth: number) {
    const positions = new Map([...this.categories.keys()].map((id, index) => [id, index]));
    const pick = (column: NumberList) => {
      const values = column.values();
      return Float64Array.from(order, (at) => values[at]);
    };
    const [counts, boxes] = [pick(this.pointCounts), this.boxes.values()];
    let rows = 0;
    const keypointRows = Int32Array.from(counts, (count) => (count < 0 ? -1 : rows++));
    const keypoints = new Float64Array(rows * keypointWidth);
    pick(this.pointStarts).forEach((start, i) => {
      if (counts[i] < 0) return;
      const row = this.points.values().subarray(start, start + keypointWidth);
      keypoints.set(row, keypointRows[i] * keypointWidth);
    });
    const flatBoxes = new Float64Array(4 * order.length);
    order.forEach((at, i) => flatBoxes.set(boxes.subarray(4 * at, 4 * at + 4), 4 * i));
    return {
      starts,
      ids: pick(this.ids),
      categories: Int32Array.from(pick(this.categoryIds), (id) => positions.get(id)!),
      boxes: flatBoxes,
      areas: pick(this.areas),
      crowd: Uint8Array.from(pick(this.crowds)),
      keypointRows,
      keypoints: narrowed(keypoints),
      flatIds: this.flat.values().slice(),
    };
  }

  /** The valid rows, ordered by image. */
  private keptByImage(keypointWidth: number): Kept {
    const images = Int32Array.from(this.imageIds.values(), (id) => this.images.get(id) ?? -1);
    const starts = new Uint32Array(this.images.size + 1);
    for (let at = 0; at < images.length; at++) {
      const fault = this.danglingFault(at, images[at], keypointWidth);
      if (fault === null) starts[images[at] + 1]++;
      else {
        images[at] = -1;
        const [index, id] = [this.places.values()[at], this.ids.values()[at]];
        this.bad.add(cocoPlace('annotations', index, id), fault);
      }
    }
    for (let i = 0; i < this.images.size; i++) starts[i + 1] += starts[i];
    const next = starts.slice();
    const order = new Uint32Array(starts[this.images.size]);
    images.forEach((image, at) => {
      if (image >= 0) order[next[image]++] = at;
    });
    return { order, starts };
  }

  private danglingFault(at: number, image: number, keypointWidth: number): string | null {
    if (image < 0) return expected('image_id', 'the id of an image', this.imageIds.values()[at]);
    const id = this.categoryIds.values()[at];
    if (!this.categories.has(id)) return expected('category_id', 'the id of a category', id);
    const count = this.pointCounts.values()[at];
    if (count < 0 || count === keypointWidth) return null;
    return `keypoints has ${count} numbers; expected ${keypointWidth}, three per keypoint of the category`;
  }
}

interface Kept {
  /** Rows of the columns in their new order. */
  readonly order: Uint32Array;
  readonly starts: Uint32Array;
}

function narrowed(numbers: Float64Array): Float32Array | Float64Array {
  const narrow = Float32Array.from(numbers);
  return narrow.every((value, i) => value === numbers[i]) ? narrow : numbers;
}
