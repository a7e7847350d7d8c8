import type { HicoDetections } from '../../hico/hico-image';
import { RowStore, type GroupedRows } from '../row-store';
import { PAIR_NUMBERS } from './hico-detection-row';
import { HicoDetectionBuilder, type HicoDetectionSource } from './hico-detection-source';

/** Collects detected pairs in any order and returns them by image. */
export class HicoDetectionRows implements HicoDetectionSource {
  private readonly rows = new RowStore(1 + PAIR_NUMBERS, (length) => new Float64Array(length));
  isEmptyList = false;
  private grouped: GroupedRows | undefined;

  constructor(private readonly images: number) {}

  /** @param numbers of a pair, from `at`, checked by `pairMistake` */
  add(image: number, hoi: number, numbers: ArrayLike<number>, at = 0): void {
    const to = this.rows.append(image);
    this.rows.data[to] = hoi;
    for (let i = 0; i < PAIR_NUMBERS; i++) this.rows.data[to + 1 + i] = numbers[at + i];
  }

  /** Call after the last `add`. */
  image(index: number): HicoDetections {
    this.grouped ??= this.rows.group(this.images);
    const rows = this.grouped.rowsOf(index);
    const builder = new HicoDetectionBuilder(rows.length);
    const { data, width } = this.rows;
    for (const row of rows) builder.add(data[row * width], data, row * width + 1);
    return builder.build();
  }
}
