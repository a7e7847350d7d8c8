import { TurboHoiError } from '@turbo-hoi/core';
import type { BadEntries, MatCell, MatNumeric, MatValue } from '@turbo-hoi/formats';
import type { HicoDetections } from '../../hico/hico-image';
import { PAIR_NUMBERS, pairMistake } from './hico-detection-row';
import type { HicoDetectionRows } from './hico-detection-rows';
import { HicoDetectionBuilder, type HicoDetectionSource } from './hico-detection-source';

const NAME = 'all_boxes';

/**
 * Finds the cells of a detection file: the variable `all_boxes`, or the only cell array.
 *
 * @param hois rows that it must have
 * @param images columns
 * @throws TurboHoiError `data` for a file without such a cell array
 */
export function detectionCells(
  variables: ReadonlyMap<string, MatValue>,
  hois: number,
  images: number,
  file: string,
): MatCell {
  const cells = [...variables].filter(([, value]) => value.kind === 'cell');
  const [name, found] =
    cells.find(([name]) => name === NAME) ?? (cells.length === 1 ? cells[0] : []);
  if (found?.kind !== 'cell') {
    const names = [...variables.keys()].join(', ') || 'nothing';
    throw new TurboHoiError('data', `${file}: has no cell array ${NAME}; it contains ${names}.`);
  }
  if (found.shape.length === 2 && found.shape[0] === hois && found.shape[1] === images)
    return found;
  throw new TurboHoiError(
    'data',
    `${file}: ${name} is ${found.shape.join(' × ')}; expected ${hois} HOIs × ${images} images of the ground truth.`,
  );
}

/** The pairs of a cell. */
interface Found {
  readonly hoi: number;
  readonly pairs: MatNumeric;
}

/** Detections of a cell array {HOI × image} of rows `[h4 o4 score]`; the cells of an image are consecutive. */
export class HicoMatDetections implements HicoDetectionSource {
  constructor(
    private readonly cells: MatCell,
    private readonly bad: BadEntries,
  ) {}

  image(index: number): HicoDetections {
    const found = this.found(index);
    const builder = new HicoDetectionBuilder(
      found.reduce((sum, { pairs }) => sum + pairs.shape[0], 0),
    );
    this.visit(found, index, (hoi, numbers, at) => builder.add(hoi, numbers, at));
    return builder.build();
  }

  /** Adds the image's pairs to rows; `hois` maps the HOIs of the cells. */
  copyTo(rows: HicoDetectionRows, index: number, hois: readonly number[]): void {
    this.visit(this.found(index), index, (hoi, numbers, at) =>
      rows.add(index, hois[hoi], numbers, at),
    );
  }

  private found(image: number): readonly Found[] {
    const found: Found[] = [];
    for (let hoi = 0; hoi < this.cells.shape[0]; hoi++) {
      const pairs = this.pairs(hoi, image);
      if (pairs !== null) found.push({ hoi, pairs });
    }
    return found;
  }

  private visit(
    found: readonly Found[],
    image: number,
    take: (hoi: number, numbers: ArrayLike<number>, at: number) => void,
  ): void {
    for (const { hoi, pairs } of found) {
      const numbers = pairs.data as Float64Array;
      const [rows, columns] = pairs.shape;
      for (let row = 0; row < rows; row++) {
        const mistake = pairMistake(numbers, row * columns);
        if (mistake === null) take(hoi, numbers, row * columns);
        else this.bad.add(`${place(hoi, image)}(${row + 1},:)`, mistake);
      }
    }
  }

  /** Null for a cell that is empty or bad. */
  private pairs(hoi: number, image: number): MatNumeric | null {
    const cell = this.cells.at(hoi + this.cells.shape[0] * image);
    if (cell.kind === 'numeric' && cell.data.length === 0) return null;
    if (cell.kind !== 'numeric')
      this.bad.add(place(hoi, image), `got ${cell.kind}; expected rows of ${PAIR_NUMBERS} numbers`);
    else if (cell.shape.length !== 2 || cell.shape[1] < PAIR_NUMBERS)
      this.bad.add(
        place(hoi, image),
        `is ${cell.shape.join(' × ')}; expected ${PAIR_NUMBERS} columns`,
      );
    else return withoutBigInts(cell);
    return null;
  }
}

function withoutBigInts(cell: MatNumeric): MatNumeric {
  const { data } = cell;
  return data instanceof BigInt64Array || data instanceof BigUint64Array
    ? { ...cell, data: Float64Array.from(data as BigInt64Array, Number) }
    : cell;
}

/** In MATLAB's notation. */
function place(hoi: number, image: number): string {
  return `{${hoi + 1},${image + 1}}`;
}
