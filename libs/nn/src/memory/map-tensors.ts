import * as tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';

/** Copies a structure of plain objects, replacing every tensor in it at any depth and keeping all other values. */
export function mapTensors<T>(structure: T, map: (tensor: Tensor) => Tensor): T {
  if (structure instanceof tf.Tensor) return map(structure) as T;
  if (!isPlain(structure)) return structure;
  const entries = Object.entries(structure).map(([key, value]) => [key, mapTensors(value, map)]);
  return Object.fromEntries(entries) as T;
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
