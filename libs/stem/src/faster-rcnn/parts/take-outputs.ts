import type { ParameterValue } from '@turbo-hoi/core';

/**
 * Reorders a layer's outputs in groups of `width`: [...,from·width] → [...,order·width].
 *
 * @param order for each group of the result the index of its source group; -1: take it from `rest`
 * @param rest a layer of the result's shape
 */
export function takeOutputs(
  from: ParameterValue,
  order: ArrayLike<number>,
  width: number,
  rest: ParameterValue,
): ParameterValue {
  const given = from.shape.at(-1) ?? 1;
  const wanted = width * order.length;
  const data = Float32Array.from(rest.data);
  for (let row = 0; row < data.length / wanted; row++) {
    for (let group = 0; group < order.length; group++) {
      if (order[group] < 0) continue;
      const at = row * given + width * order[group];
      data.set(from.data.subarray(at, at + width), row * wanted + width * group);
    }
  }
  return { shape: rest.shape, data };
}
