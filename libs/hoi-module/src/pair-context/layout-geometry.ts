import type { HoiInput, HoiObjects, HoiPairs, LayoutRows } from '@turbo-hoi/core';
import { boxGeometry, paddedRows, untaped } from '@turbo-hoi/nn';
import * as tf from '@tensorflow/tfjs';
import type { Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs';
import { BOX_FEATURES, boxFeatures } from './box-features';
import type { BlockInput } from './context-block';
import { type ImageGrid, imageGrid, rowsPerImage } from './image-grid';
import { FRAME_NUMBERS, jointFrames } from './joint-features';
import { pairRanks, RANK_FEATURES } from './pair-ranks';
import { relativeGeometry } from './relative-geometry';

/** The inputs of {@link HoiInput} that a stem which reads layouts provides. */
export interface LayoutInput extends HoiInput {
  readonly objects: HoiObjects;
  readonly pairs: HoiPairs;
  readonly layout: LayoutRows;
}

/** What depends on the detections alone: the first stage computes it, later ones reuse it. */
export interface LayoutGeometry extends BlockInput {
  /** Features of boxes and ranks of pairs, [P,27+8]. */
  readonly own: Tensor2D;
  /** Of {@link jointFrames}, [P,8]. */
  readonly frames: Tensor2D;
  /** [B·M] int32, the detection in each slot. */
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
 * Call it within `tidy`.
 *
 * @param seen of {@link seenPairs}, [classes,A]
 * @throws TurboHoiError `shape` if the objects are not sorted by image
 */
export function layoutGeometry(input: LayoutInput, seen: Tensor2D): LayoutGeometry {
  const { objects, pairs } = input;
  const padded = paddedRows(rowsPerImage(objects));
  const { images, slots, rowOfSlot, slotOfRow } = padded;
  const grid = () => imageGrid(objects, padded);
  const ofPairs = untaped(() => pairNumbers(input, grid()));
  const [own, frames] = tf.split<Tensor2D>(
    ofPairs,
    [BOX_FEATURES + RANK_FEATURES, FRAME_NUMBERS],
    1,
  );
  const seenByPair = untaped(() => {
    const classes = tf.maximum(tf.gather(objects.classes, pairs.object), tf.scalar(0, 'int32'));
    return tf.gather(seen, classes as Tensor1D);
  });
  return {
    own,
    frames,
    relative: untaped(() => relativeGeometry(grid())),
    absent: untaped((): Tensor4D =>
      tf.reshape(tf.mul(tf.sub(1, grid().present), ABSENT), [images, 1, 1, slots]),
    ),
    rowOfSlot,
    slotOfRow,
    seen: seenByPair,
    never: untaped(() => tf.mul(tf.sub(1, seenByPair), NEVER)),
  };
}

/** Box features, ranks and frames of joints, [P,27+8+8]. */
function pairNumbers({ objects, pairs, layout }: LayoutInput, grid: ImageGrid): Tensor2D {
  const { rois, scores } = objects;
  const personRow = tf.gather(layout.own, pairs.person);
  const column = (rows: Tensor1D) => tf.reshape(tf.gather(scores, rows), [-1, 1]);
  const [person, object] = [personRow, pairs.object].map((rows) =>
    boxGeometry(tf.gather(rois.boxes, rows)),
  );
  const boxes = boxFeatures({
    person,
    object,
    personScore: column(personRow),
    objectScore: column(pairs.object),
    imageSize: tf.gather(layout.sizes, tf.gather(rois.imageIndex, pairs.object)),
  });
  const ranks = pairRanks(grid, personRow, pairs.object);
  return tf.concat([boxes, ranks, jointFrames(person, object)], 1);
}
