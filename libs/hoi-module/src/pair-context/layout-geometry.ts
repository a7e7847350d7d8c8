import {
  type HoiInput,
  type HoiObjects,
  type HoiPairs,
  type HostLayout,
  type LayoutRows,
  type RoiMap,
  TurboHoiError,
} from '@turbo-hoi/core';
import { type PaddedRows, paddedRows } from '@turbo-hoi/nn';
import * as tf from '@tensorflow/tfjs';
import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs';
import { BOX_FEATURES, boxFeatures } from './box-features';
import { type BoxTable, boxTable } from './box-table';
import type { BlockInput } from './context-block';
import { type JointFrames, jointFrames } from './joint-features';
import { pairRanks, RANK_FEATURES } from './pair-ranks';
import { RELATIVE_FEATURES, relativeGeometry } from './relative-geometry';

/** The inputs of {@link HoiInput} that a stem which reads layouts provides. */
export interface LayoutInput extends HoiInput {
  readonly objects: HoiObjects & { readonly features: RoiMap };
  readonly pairs: HoiPairs;
  readonly layout: LayoutRows;
}

/** What depends on the detections alone: the first stage computes it, later ones reuse it. */
export interface LayoutGeometry extends BlockInput, JointFrames {
  /** Features of boxes and ranks of pairs, [P,27+8]. */
  readonly own: Tensor2D;
  /** [B·T] int32, the detection in each slot. */
  readonly rowOfSlot: Tensor1D;
  /** [O] int32, the slot of each detection. */
  readonly slotOfRow: Tensor1D;
  /** [P,A], 1 where the training split shows the pair's object class for the action. */
  readonly seen: Tensor2D;
  /** [P,A], 0 where `seen`, else {@link NEVER}. */
  readonly never: Tensor2D;
}

/** Logit of pairs whose class the training split never shows for the action. */
const NEVER = -30;
/** Added to the attention logits of empty slots. */
const ABSENT = -1e4;

/**
 * Computed on the CPU, where thousands of small numbers take less time than as many tensor ops; the caller owns the tensors.
 *
 * @param seen of {@link seenPairs}, [classes,A]
 * @param columns A
 * @throws TurboHoiError `shape` if the objects are not sorted by image
 */
export function layoutGeometry(
  { objects, layout }: LayoutInput,
  seen: Float32Array,
  columns: number,
): LayoutGeometry {
  const host = { ...layout.host(), perImage: rowsPerImage(objects) };
  const table = boxTable(host.boxes);
  const padded = paddedRows(host.perImage);
  const personRow = host.person.map((person) => host.own[person]);
  return {
    own: ownFeatures(host, table, personRow),
    ...jointFrames(table, personRow, host.object),
    ...comparisons(host, table, padded),
    rowOfSlot: padded.rowOfSlot,
    slotOfRow: padded.slotOfRow,
    ...seenByPair(host, seen, columns),
  };
}

/** With the number of objects of each image. */
interface SortedLayout extends HostLayout {
  readonly perImage: readonly number[];
}

function rowsPerImage({ rois: { perImage } }: HoiObjects): readonly number[] {
  if (perImage) return perImage;
  throw new TurboHoiError(
    'shape',
    'pair-context: objects: got rows in no order; sort them by image (toRois then sets perImage).',
  );
}

function ownFeatures(host: SortedLayout, table: BoxTable, personRow: Int32Array): Tensor2D {
  const { perImage, classes, scores, sizes, object } = host;
  const ends = endOfEach(perImage);
  const imageOf = Int32Array.from(perImage.flatMap((count, image) => Array(count).fill(image)));
  const width = BOX_FEATURES + RANK_FEATURES;
  const own = new Float32Array(width * object.length);
  object.forEach((o, pair) => {
    const [image, h] = [imageOf[o], personRow[pair]];
    const [imageWidth, imageHeight] = sizes.subarray(2 * image, 2 * image + 2);
    own.set(boxFeatures({ table, scores, imageWidth, imageHeight }, h, o), width * pair);
    const rivals = { table, classes, start: ends[image] - perImage[image], end: ends[image] };
    own.set(pairRanks(rivals, h, o), width * pair + BOX_FEATURES);
  });
  return tf.tensor2d(own, [object.length, width]);
}

/** Comparisons of the detections of each image with each other. */
function comparisons(
  { perImage, classes }: SortedLayout,
  table: BoxTable,
  { images, slots }: PaddedRows,
): BlockInput {
  const total = perImage.reduce((sum, count) => sum + count * count, 0);
  const relative = new Float32Array(RELATIVE_FEATURES * total);
  const rowOfCell = new Int32Array(images * slots * slots);
  const cellOfRow = new Int32Array(total);
  const absent = new Float32Array(images * slots).fill(ABSENT);
  let [start, row] = [0, 0];
  perImage.forEach((count, image) => {
    for (let a = 0; a < count; a++) {
      if (classes[start + a] >= 0) absent[image * slots + a] = 0;
      for (let b = 0; b < count; b++, row++) {
        relative.set(relativeGeometry(table, start + a, start + b), RELATIVE_FEATURES * row);
        cellOfRow[row] = (image * slots + a) * slots + b;
        rowOfCell[cellOfRow[row]] = row;
      }
    }
    start += count;
  });
  return {
    relative: tf.tensor2d(relative, [total, RELATIVE_FEATURES]),
    rowOfCell: tf.tensor1d(rowOfCell, 'int32'),
    cellOfRow: tf.tensor1d(cellOfRow, 'int32'),
    absent: tf.tensor4d(absent, [images, 1, 1, slots]),
  };
}

function seenByPair({ classes, object }: HostLayout, table: Float32Array, columns: number) {
  const seen = new Float32Array(columns * object.length);
  object.forEach((o, pair) => {
    const from = columns * Math.max(0, classes[o]);
    seen.set(table.subarray(from, from + columns), columns * pair);
  });
  const shape: [number, number] = [object.length, columns];
  return {
    seen: tf.tensor2d(seen, shape),
    never: tf.tensor2d(
      seen.map((is) => NEVER * (1 - is)),
      shape,
    ),
  };
}

/** The row after the last one of each image. */
function endOfEach(perImage: readonly number[]): number[] {
  let end = 0;
  return perImage.map((count) => (end += count));
}
