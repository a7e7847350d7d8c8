import { type DatasetInfo, hoiLookup, type ImageAnnotations, type XyxyBox } from '@turbo-hoi/core';
import type { HicoImage } from './hico-image';

/**
 * Converts a sample's continuous boxes to HICO-DET's inclusive pixels counted from 1.
 *
 * A pair is listed once for its person and object; interactions that `hois` lacks are left out; those without an object count
 * only as image labels.
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

/** Converts a continuous box to inclusive pixels counted from 1, at least one pixel wide and high. */
export function countedFromOne([x1, y1, x2, y2]: XyxyBox): XyxyBox {
  return [x1 + 1, y1 + 1, Math.max(x2, x1 + 1), Math.max(y2, y1 + 1)];
}
