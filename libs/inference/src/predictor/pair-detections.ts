import type {
  Detections,
  HoiPairs,
  HostLayout,
  LayoutRows,
  ObjectRois,
  Sample,
} from '@turbo-hoi/core';
import { toRois } from '@turbo-hoi/nn';
import * as tf from '@tensorflow/tfjs';
import type { PairIndices } from './prediction';

/** The people and detections of one image of a batch. */
export interface PeopleAmongDetections {
  readonly detections: Detections;
  /** Indices of the detections that are people. */
  readonly people: Int32Array;
}

/**
 * Pairs every person of an image with every detection except the person's own, ordered by person.
 *
 * @param isCandidate by class, whether it can be a target; default: every class can
 */
export function pairIndices(
  { detections: { classes }, people }: PeopleAmongDetections,
  isCandidate?: readonly boolean[],
): PairIndices {
  const [person, object]: [number[], number[]] = [[], []];
  people.forEach((own, row) => {
    classes.forEach((category, other) => {
      if (other === own || (isCandidate && !isCandidate[category])) return;
      person.push(row);
      object.push(other);
    });
  });
  return { person: Int32Array.from(person), object: Int32Array.from(object) };
}

/**
 * All detections of a batch of images as objects; one empty box if there are none, since backends differ on tensors without rows.
 *
 * @param joints K, for models that read skeletons: those that a detector has not found are zero
 */
export function objectRois(images: readonly PeopleAmongDetections[], joints?: number): ObjectRois {
  const { rows, boxes, classes, scores } = detectionRows(images);
  const found = images.map(({ detections }) => detections);
  return {
    rois: toRois(boxes, rows, images.length),
    classes: tf.tensor1d(classes, 'int32'),
    scores: tf.tensor1d(scores),
    ...(joints !== undefined && { keypoints: skeletons(found, joints) }),
  };
}

/** All detections in rows with the image of each; one empty box if there are none. */
function detectionRows(images: readonly PeopleAmongDetections[]) {
  const found = images.map(({ detections }) => detections);
  const rows = found.flatMap(({ classes }, image) => Array.from(classes, () => image));
  const all = <T>(list: (one: Detections) => Iterable<T>, filler: readonly T[]) =>
    rows.length > 0 ? found.flatMap((one) => [...list(one)]) : filler;
  return {
    rows: Int32Array.from(rows.length > 0 ? rows : [0]),
    boxes: Float32Array.from(all(({ boxes }) => boxes, [0, 0, 0, 0])),
    classes: Int32Array.from(all(({ classes }) => classes, [-1])),
    scores: Float32Array.from(all(({ scores }) => scores, [0])),
  };
}

function skeletons(found: readonly Detections[], joints: number): tf.Tensor3D {
  const size = 3 * joints;
  const rows = found.reduce((sum, { classes }) => sum + classes.length, 0);
  const all = new Float32Array(Math.max(1, rows) * size);
  let at = 0;
  for (const { keypoints, classes } of found) {
    if (keypoints) all.set(keypoints, at);
    at += classes.length * size;
  }
  return tf.tensor3d(all, [Math.max(1, rows), joints, 3]);
}

/**
 * The sizes of a batch of images, and the detections that are its people: rows of all detections; row 0 if there are no people.
 *
 * @param sizes of the images in pixels @param pairs null: no module needs them
 */
export function layoutRows(
  images: readonly PeopleAmongDetections[],
  sizes: readonly ImageSize[],
  pairs: readonly PairIndices[] | null,
): LayoutRows {
  const host = hostLayout(images, sizes, pairs);
  return {
    sizes: tf.tensor2d(host.sizes, [sizes.length, 2]),
    own: tf.tensor1d(host.own, 'int32'),
    host: () => host,
  };
}

type ImageSize = Pick<Sample['image'], 'width' | 'height'>;

function hostLayout(
  images: readonly PeopleAmongDetections[],
  sizes: readonly ImageSize[],
  pairs: readonly PairIndices[] | null,
): HostLayout {
  const { boxes, classes, scores } = detectionRows(images);
  const own: number[] = [];
  let objects = 0;
  for (const { people, detections } of images) {
    for (const row of people) own.push(objects + row);
    objects += detections.classes.length;
  }
  return {
    boxes,
    classes,
    scores,
    sizes: Float32Array.from(sizes.flatMap(({ width, height }) => [width, height])),
    own: Int32Array.from(own.length > 0 ? own : [0]),
    ...pairRows(images, pairs ?? []),
  };
}

/** The pairs of a batch as row indices into all its people and objects; one invalid pair if there are none. */
export function pairRois(
  images: readonly PeopleAmongDetections[],
  pairs: readonly PairIndices[],
): HoiPairs {
  const { person, object } = pairRows(images, pairs);
  const isEmpty = pairs.every((ofImage) => ofImage.person.length === 0);
  return {
    person: tf.tensor1d(person, 'int32'),
    object: tf.tensor1d(object, 'int32'),
    valid: isEmpty ? tf.tensor1d([0]) : null,
  };
}

function pairRows(
  images: readonly PeopleAmongDetections[],
  pairs: readonly PairIndices[],
): Pick<HostLayout, 'person' | 'object'> {
  const [person, object]: [number[], number[]] = [[], []];
  let [people, objects] = [0, 0];
  pairs.forEach((ofImage, i) => {
    for (const row of ofImage.person) person.push(people + row);
    for (const row of ofImage.object) object.push(objects + row);
    people += images[i].people.length;
    objects += images[i].detections.classes.length;
  });
  const isEmpty = person.length === 0;
  return {
    person: Int32Array.from(isEmpty ? [0] : person),
    object: Int32Array.from(isEmpty ? [0] : object),
  };
}
