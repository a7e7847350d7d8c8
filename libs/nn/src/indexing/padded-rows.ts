import * as tf from '@tensorflow/tfjs';
import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs';
import { tidy } from '../memory/tidy';
import { gatherRows } from './gather-rows';

/** Where the rows of B images stand in a grid of T slots an image. */
export interface PaddedRows {
  readonly images: number;
  /** T: most rows of an image, at least 1. */
  readonly slots: number;
  /** [B·T] int32, the row in each slot; empty slots repeat the first row of their image, or row 0 if it has none. */
  readonly rowOfSlot: Tensor1D;
  /** [rows] int32, the slot of each row. */
  readonly slotOfRow: Tensor1D;
}

/** Slots of rows that are sorted by image; the caller owns the tensors. @param perImage number of rows of each image */
export function paddedRows(perImage: readonly number[]): PaddedRows {
  const images = perImage.length;
  const slots = Math.max(1, ...perImage);
  const rows = perImage.reduce((sum, count) => sum + count, 0);
  const rowOfSlot = new Int32Array(images * slots);
  const slotOfRow = new Int32Array(rows);
  let row = 0;
  perImage.forEach((count, image) => {
    if (count > 0) rowOfSlot.fill(row, image * slots, (image + 1) * slots);
    for (let place = 0; place < count; place++, row++) {
      rowOfSlot[image * slots + place] = row;
      slotOfRow[row] = image * slots + place;
    }
  });
  return {
    images,
    slots,
    rowOfSlot: tf.tensor1d(rowOfSlot, 'int32'),
    slotOfRow: tf.tensor1d(slotOfRow, 'int32'),
  };
}

/** Rows [n,w] in their slots, [B·T,w]; empty slots repeat the first row of their image. */
export function toSlots(x: Tensor2D, { rowOfSlot }: Pick<PaddedRows, 'rowOfSlot'>): Tensor2D {
  return tidy(() => gatherRows(x, rowOfSlot));
}

/** Slots [B·T,w] → their rows [n,w]. */
export function fromSlots(x: Tensor2D, { slotOfRow }: Pick<PaddedRows, 'slotOfRow'>): Tensor2D {
  return tidy(() => gatherRows(x, slotOfRow));
}
