import type { HoiInput, HoiObjects, HoiPairs, LayoutRows } from '@turbo-hoi/core';
import { boxGeometry, paddedRows, untaped } from '@turbo-hoi/nn';
import * as tf from '@tensorflow/tfjs';
import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs';
import { boxFeatures } from './box-features';
import type { BlockInput } from './context-block';
import { imageGrid, rowsPerImage } from './image-grid';
import { type JointFrames, jointFrames } from './joint-features';
import { pairRanks } from './pair-ranks';
import { relativeGeometry } from './relative-geometry';

/** The inputs of {@link HoiInput} that a stem which reads layouts provides. */
export interface LayoutInput extends HoiInput {
  readonly objects: HoiObjects;
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
 * Call it within `tidy`.
 *
 * @param seen of {@link seenPairs}, [classes,A]
 * @param keypoints K of {@link jointFrames}
 * @throws TurboHoiError `shape` if the objects are not sorted by image
 */
export function layoutGeometry(
  input: LayoutInput,
  seen: Tensor2D,
  keypoints: number,
): LayoutGeometry {
  const { objects, pairs, layout } = input;
  const perImage = rowsPerImage(objects);
  return untaped(() => {
    const padded = paddedRows(perImage);
    const { images, slots, rowOfSlot, slotOfRow } = padded;
    const grid = imageGrid(objects, padded);
    const personRow = tf.gather(layout.own, pairs.person);
    const [person, object] = [personRow, pairs.object].map((rows) =>
      boxGeometry(tf.gather(objects.rois.boxes, rows)),
    );
    const classes = tf.maximum(tf.gather(objects.classes, pairs.object), tf.scalar(0, 'int32'));
    const seenByPair = tf.gather(seen, classes as Tensor1D);
    return {
      own: tf.concat(
        [
          boxFeatures({ person, object, ...numbersOf(input, personRow) }),
          pairRanks(grid, personRow, pairs.object),
        ],
        1,
      ),
      ...jointFrames(person, object, keypoints),
      relative: relativeGeometry(grid),
      absent: tf.reshape(tf.mul(tf.sub(1, grid.present), ABSENT), [images, 1, 1, slots]),
      rowOfSlot,
      slotOfRow,
      seen: seenByPair,
      never: tf.mul(tf.sub(1, seenByPair), NEVER),
    };
  });
}

/** Scores and sizes of the images of pairs. */
function numbersOf({ objects, pairs, layout }: LayoutInput, personRow: Tensor1D) {
  const { rois, scores } = objects;
  const column = (rows: Tensor1D) => tf.reshape(tf.gather(scores, rows), [-1, 1]);
  return {
    personScore: column(personRow),
    objectScore: column(pairs.object),
    imageSize: tf.gather(layout.sizes, tf.gather(rois.imageIndex, pairs.object)),
  };
}
