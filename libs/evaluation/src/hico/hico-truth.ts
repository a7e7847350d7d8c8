import { type DatasetInfo, hoiLookup, type ImageAnnotations, type XyxyBox } from '@turbo-hoi/core';
import type { HicoImage } from './hico-image';

/**
 * The border between a sample's continuous boxes and HICO-DET's inclusive pixels counted from 1.
 *
 * A pair counts once for its person and object, an interaction that `hois` lacks not at all; one without an object is known
 * of the image, but not where.
 */
export function hicoTruth(
  { people, objects, hoiLabels }: ImageAnnotations,
  { hois }: Required<Pick<DatasetInfo, 'hois'>>,
): HicoImage {
  const find = hoiLookup(hois);
  const pairs = people.flatMap(({ box, interactions }) =>
    (interactions ?? []).flatMap(({ column, object }) => {
      if (object === null) return [];
      const { category, box: target } = objects[object];
      const hoi = find(column, category);
      return hoi === undefined ? [] : [{ hoi, human: box, object: target }];
    }),
  );
  return {
    hois: pairs.map(({ hoi }) => hoi),
    humanBoxes: Float64Array.from(pairs.flatMap(({ human }) => countedFromOne(human))),
    objectBoxes: Float64Array.from(pairs.flatMap(({ object }) => countedFromOne(object))),
    labels: hoiLabels,
  };
}

/** A box of continuous coordinates in inclusive pixels counted from 1; never less than a pixel. */
export function countedFromOne([x1, y1, x2, y2]: XyxyBox): XyxyBox {
  return [x1 + 1, y1 + 1, Math.max(x2, x1 + 1), Math.max(y2, y1 + 1)];
}
