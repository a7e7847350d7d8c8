import { boxOverlap, oneHot } from '@turbo-hoi/nn';
import * as tf from '@tensorflow/tfjs';
import type { Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs';
import type { ImageGrid } from './image-grid';

/** Columns of {@link pairRanks}. */
export const RANK_FEATURES = 8;

/** Stands for the distance to a rival where there is none. */
const FAR = 1e4;

/**
 * Rivals of P pairs, [P,8]: how many other people are closer to the object and how many objects of its class closer to the person (at most
 * 4, halved), by how much the closest of each is further away (in units of the person, within ±2), how many of each there are
 * (log(1 + n)), and whether there is none.
 *
 * The distance is the gap between boxes plus a tenth of the distance of their centers.
 *
 * @param person row of the pair's person among the detections, [P] int32 @param object row of its object
 */
export function pairRanks(grid: ImageGrid, person: Tensor1D, object: Tensor1D): Tensor2D {
  const { images, slots } = grid;
  const ofSlots = (table: Tensor) => tf.reshape(table, [images * slots, slots]) as Tensor2D;
  const distances = ofSlots(distanceTable(grid));
  const at = (row: Tensor1D) => tf.cast(oneHot(tf.gather(grid.placeOfRow, row), slots), 'float32');
  const [atPerson, atObject] = [at(person), at(object)];
  const others = tf.sub(1, tf.maximum(atPerson, atObject));
  const image = tf.gather(grid.imageOfRow, object);
  const [personSlot, objectSlot] = [person, object].map((row) => tf.gather(grid.slotOfRow, row));
  const ofImage = (table: Tensor) => tf.gather(table, image);
  const [fromObject, fromPerson] = [objectSlot, personSlot].map((slot) =>
    tf.gather(distances, slot),
  );
  const own = tf.sum(tf.mul(fromPerson, atObject), 1, true);
  const category = tf.gather(tf.reshape(grid.classes, [-1, 1]), objectSlot);
  const isAlike = tf.cast(tf.equal(ofImage(grid.classes), category), 'float32');
  const people = rivals(fromObject, own, tf.mul(ofImage(grid.people), others));
  const alike = rivals(fromPerson, own, tf.mul(tf.mul(ofImage(grid.present), isAlike), others));
  const s = tf.gather(tf.reshape(tf.sqrt(grid.from.area), [-1, 1]), personSlot);
  const ahead = (closest: Tensor) => tf.clipByValue(tf.div(tf.sub(closest, own), s), -2, 2);
  const half = (count: Tensor) => tf.div(tf.minimum(count, 4), 2);
  const allPeople = tf.sum(ofImage(grid.people), 1, true);
  return tf.concat(
    [
      half(people.closer),
      half(alike.closer),
      ahead(people.closest),
      ahead(alike.closest),
      logOf(allPeople),
      logOf(alike.count),
      isNone(people.count),
      isNone(alike.count),
    ],
    1,
  ) as Tensor2D;
}

function distanceTable({ from: a, to: b }: ImageGrid): Tensor {
  const length = (xy: Tensor) => tf.sqrt(tf.sum(tf.square(xy), 3));
  const { gap } = boxOverlap(a, b);
  return tf.add(length(gap), tf.mul(length(tf.sub(a.center, b.center)), 0.1));
}

/** Number of rivals, of closer ones, and the distance of the closest: [P,1] each. @param mask [P,M], 1 for rivals */
function rivals(distances: Tensor, own: Tensor, mask: Tensor) {
  const isCloser = tf.cast(tf.less(distances, own), 'float32');
  const away = tf.add(tf.mul(distances, mask), tf.mul(tf.sub(1, mask), FAR));
  return {
    count: tf.sum(mask, 1, true),
    closer: tf.sum(tf.mul(isCloser, mask), 1, true),
    closest: tf.min(away, 1, true),
  };
}

const logOf = (count: Tensor) => tf.log(tf.add(count, 1));
const isNone = (count: Tensor) => tf.cast(tf.equal(count, 0), 'float32');
