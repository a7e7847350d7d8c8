import type { ParameterValue } from '@turbo-hoi/core';
import type { ParameterStore } from '@turbo-hoi/nn';
import * as tf from '@tensorflow/tfjs';
import type { Finding } from './finding';
import { relativeError } from './relative-error';

/** Tensors of a file by name. */
export type Tensors = ReadonlyMap<string, ParameterValue>;

/**
 * Compares what our networks give with imported parameters with what torchvision gave.
 *
 * @param expected what `tools/golden/check_import.py` wrote
 */
export type ModelCheck = (parameters: Tensors, expected: Tensors) => Promise<Finding[]>;

/** Largest relative error of a map. */
const FEATURE_BOUND = 1e-4;

/** Gives a network its imported parameters. @throws Error where one is not in the file */
export function fill(store: ParameterStore, parameters: Tensors): void {
  const { missing, otherShape } = store.loadMatching(parameters);
  if (missing.length + otherShape.length === 0) return;
  throw new Error(`not imported: ${[...missing, ...otherShape].join(', ')}`);
}

/** The worst of several maps beside the expected ones of these names. */
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
