import * as tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';

/** The same structure of plain objects with every tensor in it, at any depth, replaced; anything else stays. */
export function mapTensors<T>(structure: T, map: (tensor: Tensor) => Tensor): T {
  if (structure instanceof tf.Tensor) return map(structure) as T;
  if (!isPlain(structure)) return structure;
  const entries = Object.entries(structure).map(([key, value]) => [key, mapTensors(value, map)]);
  return Object.fromEntries(entries) as T;
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
