import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { TurboHoiError } from '@turbo-hoi/core';
import type { ModelSource } from '../source/model-source';
import { findPackage, MODELS_PACKAGE } from './find-package';

/**
 * Reads the models from the installed package, on every backend.
 *
 * @param folder of the package, where Node does not resolve it
 * @throws TurboHoiError `usage` where it is not installed
 */
export function packageSource(folder?: string): ModelSource {
  const found = findPackage(folder);
  return {
    id: `${MODELS_PACKAGE}@${found.version}`,
    handler: (model) => fileHandler(join(found.folder, 'models', `${model}.json`)),
  };
}

/** A graph model's JSON and the weight files beside it. */
export function fileHandler(path: string): tf.io.IOHandler {
  return {
    load: async () => {
      const json = JSON.parse(String(await read(path))) as tf.io.ModelJSON;
      return tf.io.getModelArtifactsForJSON(json, async (manifest) => {
        const files = manifest.flatMap(({ paths }) => paths);
        const parts = await Promise.all(files.map((file) => read(join(path, '..', file))));
        const { buffer, byteOffset, byteLength } = Buffer.concat(parts);
        const weights = buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer;
        return [manifest.flatMap((group) => group.weights), weights];
      });
    },
  };
}

async function read(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    throw new TurboHoiError(
      'io',
      `${path}: cannot be read (${(error as NodeJS.ErrnoException).code}); ` +
        `expected a file of ${MODELS_PACKAGE}. Install the package again.`,
      { cause: error },
    );
  }
}
