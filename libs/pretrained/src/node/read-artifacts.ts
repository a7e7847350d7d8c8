import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { TurboHoiError } from '@turbo-hoi/core';

/**
 * Reads a graph model's JSON and the weight files beside it.
 *
 * @throws TurboHoiError `io` for a file that cannot be read
 */
export function readArtifacts(path: string): tf.io.ModelArtifacts {
  const json = JSON.parse(String(read(path))) as tf.io.ModelJSON;
  const manifest = json.weightsManifest ?? [];
  const files = manifest.flatMap(({ paths }) => paths);
  const weights = Buffer.concat(files.map((file) => read(join(path, '..', file))));
  const { buffer, byteOffset, byteLength } = weights;
  return tf.io.getModelArtifactsForJSONSync(
    json,
    manifest.flatMap((group) => group.weights),
    buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer,
  );
}

function read(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new TurboHoiError(
      'io',
      `${path}: cannot be read (${(error as NodeJS.ErrnoException).code}); ` +
        'expected a file of a tfjs graph model. If it belongs to a package, reinstall the package.',
      { cause: error },
    );
  }
}
