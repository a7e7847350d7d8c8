import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { TurboHoiError } from '@turbo-hoi/core';
import { readParameters } from '@turbo-hoi/weights/node';
import type { DetectorWeights } from '../faster-rcnn/detector/faster-rcnn-detector';

const CHUNK = 2 ** 22;

/** Weights in a file, identified by a hash of its content. */
export function weightsFile(path: string): DetectorWeights {
  let known: string | null = null;
  return {
    name: path,
    fingerprint: () => (known ??= hashFile(path)),
    read: () => readParameters(path),
  };
}

/** @throws TurboHoiError `io` where the file cannot be read */
function hashFile(path: string): string {
  const hash = createHash('sha256');
  try {
    const file = openSync(path, 'r');
    try {
      const chunk = Buffer.allocUnsafe(CHUNK);
      for (let read = 0; (read = readSync(file, chunk)) > 0;) hash.update(chunk.subarray(0, read));
    } finally {
      closeSync(file);
    }
  } catch (error) {
    const { message } = error as Error;
    throw new TurboHoiError(
      'io',
      `detector.weights: ${path} cannot be read (${message}). Name a file that import-weights wrote.`,
      { cause: error },
    );
  }
  return hash.digest('hex').slice(0, 32);
}
