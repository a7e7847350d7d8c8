import type { MatInput } from '@turbo-hoi/formats';
import type { HicoDetections } from '../../hico/hico-image';
import { type GroupedRows, RowStore } from '../row-store';
import { PAIR_NUMBERS } from './hico-detection-row';

/** Detections sorted into HICO-DET's cells {HOI × image} of rows `[h4 o4 score]`, counted from 0. */
export class HicoCells {
  private readonly rows = new RowStore(PAIR_NUMBERS, (length) => new Float64Array(length));
  private grouped: GroupedRows | undefined;
  private count = 0;

  constructor(readonly hois: number) {}

  get images(): number {
    return this.count;
  }

  /** Adds the next image. */
  add({ hois, humanBoxes, objectBoxes, scores }: HicoDetections): void {
    const image = this.count++;
    for (let row = 0; row < hois.length; row++) {
      const at = this.rows.append(image * this.hois + hois[row]);
      const { data } = this.rows;
      for (let i = 0; i < 4; i++) {
        data[at + i] = humanBoxes[4 * row + i] - 1;
        data[at + 4 + i] = objectBoxes[4 * row + i] - 1;
      }
      data[at + 8] = scores[row];
    }
  }

  /** The pairs of a cell, nine numbers each; cells are in MATLAB's order, by image, then HOI. */
  pairs(cell: number): readonly Float64Array[] {
    this.grouped ??= this.rows.group(this.hois * this.count);
    if (this.grouped.isEmpty(cell)) return NO_PAIRS;
    const rows = this.grouped.rowsOf(cell);
    return Array.from(rows, (row) =>
      this.rows.data.subarray(row * PAIR_NUMBERS, (row + 1) * PAIR_NUMBERS),
    );
  }

  matrix(cell: number): MatInput {
    const pairs = this.pairs(cell);
    if (pairs.length === 0) return EMPTY;
    const data = new Float64Array(PAIR_NUMBERS * pairs.length);
    pairs.forEach((pair, i) => data.set(pair, i * PAIR_NUMBERS));
    return { shape: [pairs.length, PAIR_NUMBERS], data };
  }

  /** A HOI's images as JSON. */
  json(hoi: number): string {
    const images = Array.from({ length: this.count }, (_, image) =>
      this.pairs(image * this.hois + hoi).map((pair) => Array.from(pair)),
    );
    return JSON.stringify(images);
  }
}

// Most cells are empty.
const NO_PAIRS: readonly Float64Array[] = [];
const EMPTY: MatInput = { shape: [0, 0], data: new Float64Array(0) };
