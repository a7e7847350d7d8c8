import { boxOverlap } from '@turbo-hoi/nn';
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
  const [distances, likeness] = [distanceTable(grid), likenessTable(grid)].map(ofSlots);
  const places = tf.eye(slots);
  const at = (row: Tensor1D) => tf.gather(places, tf.gather(grid.placeOfRow, row));
  const [atPerson, atObject] = [at(person), at(object)];
  const others = tf.sub(1, tf.maximum(atPerson, atObject));
  const [personSlot, objectSlot] = [person, object].map((row) => tf.gather(grid.slotOfRow, row));
  const [fromObject, fromPerson] = [objectSlot, personSlot].map((slot) =>
    tf.gather(distances, slot),
  );
  const own = tf.sum(tf.mul(fromPerson, atObject), 1, true);
  const everyone = tf.gather(grid.people, tf.gather(grid.imageOfRow, object));
  const s = tf.gather(tf.reshape(tf.sqrt(grid.from.area), [-1, 1]), personSlot);
  // Rivals of the person in the first rows, of the object in the last ones.
  const both = (people: Tensor, alike: Tensor) => tf.concat([people, alike], 0);
  const { closer, ahead, count } = rivals(
    both(fromObject, fromPerson),
    both(own, own),
    tf.mul(both(everyone, tf.gather(likeness, objectSlot)), both(others, others)),
    both(s, s),
  );
  const [ofPeople, alike] = tf.split(count, 2, 0);
  const logOf = (count: Tensor) => tf.log(tf.add(count, 1));
  const isNone = (count: Tensor) => tf.relu(tf.sub(1, count));
  return tf.concat(
    [
      ...tf.split(closer, 2, 0),
      ...tf.split(ahead, 2, 0),
      logOf(tf.sum(everyone, 1, true)),
      logOf(alike),
      isNone(ofPeople),
      isNone(alike),
    ],
    1,
  ) as Tensor2D;
}

function distanceTable({ from: a, to: b }: ImageGrid): Tensor {
  const length = (xy: Tensor) => tf.sqrt(tf.sum(tf.square(xy), 3));
  const { gap } = boxOverlap(a, b);
  return tf.add(length(gap), tf.mul(length(tf.sub(a.center, b.center)), 0.1));
}

/** [B,T,T], 1 where the second detection is of the class of the first. */
function likenessTable({ images, slots, classes, present }: ImageGrid): Tensor {
  const known = tf.cast(classes, 'float32');
  const [first, second] = [
    tf.reshape(known, [images, slots, 1]),
    tf.reshape(known, [images, 1, slots]),
  ];
  // Arithmetic, since comparisons that broadcast are slow on wasm.
  const isAlike = tf.relu(tf.sub(1, tf.abs(tf.sub(first, second))));
  return tf.mul(isAlike, tf.reshape(present, [images, 1, slots]));
}

/** Half the number of closer rivals, by how much the closest is further away, and the number of rivals: [n,1] each. @param mask [n,T], 1 for rivals */
function rivals(distances: Tensor, own: Tensor, mask: Tensor, s: Tensor) {
  const isCloser = tf.relu(tf.sign(tf.sub(own, distances)));
  const away = tf.add(tf.mul(distances, mask), tf.mul(tf.sub(1, mask), FAR));
  const closest = tf.min(away, 1, true);
  return {
    closer: tf.div(tf.minimum(tf.sum(tf.mul(isCloser, mask), 1, true), 4), 2),
    ahead: tf.clipByValue(tf.div(tf.sub(closest, own), s), -2, 2),
    count: tf.sum(mask, 1, true),
  };
}
