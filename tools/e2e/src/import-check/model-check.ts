import type { ParameterValue } from '@turbo-hoi/core';
import type { ParameterStore } from '@turbo-hoi/nn';
import * as tf from '@tensorflow/tfjs';
import type { Finding } from './finding';
import { relativeError } from './relative-error';

/** Tensors of a file by name. */
export type Tensors = ReadonlyMap<string, ParameterValue>;

/**
 * Compares the outputs of our networks with imported parameters with torchvision's.
 *
 * @param expected tensors written by `tools/golden/check_import.py`
 */
export type ModelCheck = (parameters: Tensors, expected: Tensors) => Promise<Finding[]>;

/** Largest relative error of a map. */
const FEATURE_BOUND = 1e-4;

/** Loads imported parameters into a network. @throws Error if the file lacks one */
export function fill(store: ParameterStore, parameters: Tensors): void {
  const { missing, otherShape } = store.loadMatching(parameters);
  if (missing.length + otherShape.length === 0) return;
  throw new Error(`not imported: ${[...missing, ...otherShape].join(', ')}`);
}

/** The largest difference of several maps from the expected ones of these names. */
export function compareMaps(
  what: string,
  maps: readonly tf.Tensor[],
  names: readonly string[],
  expected: Tensors,
): Finding {
  const errors = maps.map((map, i) => {
    const { shape, data } = expected.get(names[i])!;
    return `${map.shape}` === `${shape}`
      ? relativeError(map.dataSync<'float32'>(), data)
      : Infinity;
  });
  return { what, found: Math.max(...errors), bound: FEATURE_BOUND };
}

/** The image, [1,H,W,3] in 0..255. */
export function imageTensor(expected: Tensors): tf.Tensor4D {
  const { shape, data } = expected.get('image')!;
  return tf.tensor4d(data, [1, shape[0], shape[1], shape[2]]);
}
