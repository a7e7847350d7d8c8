import { COCO_KEYPOINTS } from '@turbo-hoi/core';
import { BadEntries } from '@turbo-hoi/formats';
import { annotationFault, categoryFault, expected, imageFault, type Entry } from './check-entry';
import type { CocoCategoryEntry, CocoColumns, CocoHeader } from './coco-columns';
import { NumberColumn } from './number-column';

const encoder = new TextEncoder();

/** Takes the entries of a COCO file one by one and makes columns of those that are in order. */
export class CocoIndexBuilder {
  private readonly bad: BadEntries;
  private readonly categories = new Map<number, CocoCategoryEntry>();
  private readonly images = new Map<number, number>();
  private readonly sizes = new NumberColumn();
  private readonly names: Uint8Array[] = [];
  private readonly annotationIds = new Set<number>();
  // A column for each field of an annotation, before they are sorted.
  private readonly places = new NumberColumn();
  private readonly imageIds = new NumberColumn();
  private readonly categoryIds = new NumberColumn();
  private readonly ids = new NumberColumn();
  private readonly boxes = new NumberColumn();
  private readonly areas = new NumberColumn();
  private readonly crowds = new NumberColumn();
  /** Where the keypoints of an annotation begin and how many numbers there are; -1: not annotated. */
  private readonly pointStarts = new NumberColumn();
  private readonly pointCounts = new NumberColumn();
  private readonly points = new NumberColumn();
  private readonly flat = new NumberColumn();

  /** @param file how messages call the file */
  constructor(file: string) {
    this.bad = new BadEntries(file);
  }

  addImage(value: unknown, index: number): void {
    const entry = asEntry(value);
    const fault = imageFault(entry) ?? repeated(this.images, entry.id as number);
    if (fault !== null) return this.report('images', index, entry, fault);
    this.images.set(entry.id as number, this.images.size);
    this.names.push(encoder.encode(entry.file_name as string));
    this.sizes.push(entry.width as number);
    this.sizes.push(entry.height as number);
  }

  addCategory(value: unknown, index: number): void {
    const entry = asEntry(value);
    const fault = categoryFault(entry) ?? repeated(this.categories, entry.id as number);
    if (fault !== null) return this.report('categories', index, entry, fault);
    const { id, name, keypoints } = entry as unknown as CocoCategoryEntry;
    this.categories.set(id, { id, name, ...(keypoints ? { keypoints } : {}) });
  }

  addAnnotation(value: unknown, index: number): void {
    const entry = asEntry(value);
    const fault = annotationFault(entry) ?? repeated(this.annotationIds, entry.id as number);
    if (fault !== null) return this.report('annotations', index, entry, fault);
    const { id, image_id, category_id, bbox, area, iscrowd, keypoints } =
      entry as unknown as Fields;
    this.annotationIds.add(id);
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

  private keypointWidth(categories: readonly CocoCategoryEntry[]): number {
    const named = categories.reduce(
      (most, { keypoints = [] }) => Math.max(most, keypoints.length),
      0,
    );
    if (named > 0) return 3 * named;
    // Files that others derive from COCO's often leave the names out.
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
    const pick = (column: NumberColumn) => {
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

  /** The rows that are in order, image by image. */
  private keptByImage(keypointWidth: number): Kept {
    const images = Int32Array.from(this.imageIds.values(), (id) => this.images.get(id) ?? -1);
    const starts = new Uint32Array(this.images.size + 1);
    for (let at = 0; at < images.length; at++) {
      const fault = this.danglingFault(at, images[at], keypointWidth);
      if (fault === null) starts[images[at] + 1]++;
      else {
        images[at] = -1;
        const place = { id: this.ids.values()[at] };
        this.report('annotations', this.places.values()[at], place, fault);
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
    return `keypoints has ${count} numbers; expected ${keypointWidth}, three for each that the category names`;
  }

  private report(list: string, index: number, { id }: Entry, fault: string): void {
    const known = typeof id === 'number' ? ` (id ${id})` : '';
    this.bad.add(`${list}[${index}]${known}`, fault);
  }
}

interface Kept {
  /** Rows of the columns in their new order. */
  readonly order: Uint32Array;
  readonly starts: Uint32Array;
}

interface Fields {
  readonly id: number;
  readonly image_id: number;
  readonly category_id: number;
  readonly bbox: readonly number[];
  readonly area: number;
  readonly iscrowd?: number | boolean;
  readonly keypoints?: readonly number[];
}

const asEntry = (value: unknown): Entry =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Entry) : {};

const repeated = (known: { has(id: number): boolean }, id: number) =>
  known.has(id) ? `id ${id} is there already; expected another` : null;

function narrowed(numbers: Float64Array): Float32Array | Float64Array {
  const narrow = Float32Array.from(numbers);
  return narrow.every((value, i) => value === numbers[i]) ? narrow : numbers;
}
