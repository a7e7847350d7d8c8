import type { Detections, HoiPairs, ObjectRois } from '@turbo-hoi/core';
import { toRois } from '@turbo-hoi/nn';
import * as tf from '@tensorflow/tfjs';
import type { PairIndices } from './prediction';

/** The people and detections of one image of a batch. */
export interface PeopleAmongDetections {
  readonly detections: Detections;
  /** Indices of the detections that are people. */
  readonly people: Int32Array;
}

/** Pairs every person of an image with every detection except the person's own, ordered by person. */
export function pairIndices({ detections, people }: PeopleAmongDetections): PairIndices {
  const pairs = Array.from(people, (own, person) =>
    Array.from(detections.classes.keys())
      .filter((object) => object !== own)
      .map((object) => ({ person, object })),
  ).flat();
  return {
    person: Int32Array.from(pairs, ({ person }) => person),
    object: Int32Array.from(pairs, ({ object }) => object),
  };
}

/** All detections of a batch of images as objects; one empty box if there are none, since backends differ on tensors without rows. */
export function objectRois(images: readonly PeopleAmongDetections[]): ObjectRois {
  const found = images.map(({ detections }) => detections);
  const rows = found.flatMap(({ classes }, image) => Array.from(classes, () => image));
  const all = <T>(list: (one: Detections) => Iterable<T>, filler: readonly T[]) =>
    rows.length > 0 ? found.flatMap((one) => [...list(one)]) : filler;
  return {
    rois: toRois(
      Float32Array.from(all(({ boxes }) => boxes, [0, 0, 0, 0])),
      Int32Array.from(rows.length > 0 ? rows : [0]),
      images.length,
    ),
    classes: tf.tensor1d(Int32Array.from(all(({ classes }) => classes, [-1])), 'int32'),
    scores: tf.tensor1d(Float32Array.from(all(({ scores }) => scores, [0]))),
  };
}

/** The pairs of a batch as row indices into all its people and objects; one invalid pair if there are none. */
export function pairRois(
  images: readonly PeopleAmongDetections[],
  pairs: readonly PairIndices[],
): HoiPairs {
  const [person, object]: [number[], number[]] = [[], []];
  let [people, objects] = [0, 0];
  images.forEach((image, i) => {
    for (const row of pairs[i].person) person.push(people + row);
    for (const row of pairs[i].object) object.push(objects + row);
    people += image.people.length;
    objects += image.detections.classes.length;
  });
  const isEmpty = person.length === 0;
  return {
    person: tf.tensor1d(isEmpty ? [0] : person, 'int32'),
    object: tf.tensor1d(isEmpty ? [0] : object, 'int32'),
    valid: isEmpty ? tf.tensor1d([0]) : null,
  };
}
