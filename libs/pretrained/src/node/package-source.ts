import { join } from 'node:path';
import type { ModelName, ModelSource } from '../source/model-source';
import { findPackage, MODELS_PACKAGE } from './find-package';
import { readArtifacts } from './read-artifacts';

/**
 * Creates a source that reads the models from the installed package; works on every backend.
 *
 * @param folder of the package, if Node does not resolve it
 * @throws TurboHoiError `usage` if it is not installed
 */
export function packageSource(folder?: string): ModelSource {
  const found = findPackage(folder);
  return {
    id: `${MODELS_PACKAGE}@${found.version}`,
    handler: (model) => ({ load: async () => readArtifacts(modelPath(found.folder, model)) }),
  };
}

/** Path of a model in the package. */
export function modelPath(folder: string, model: ModelName): string {
  return join(folder, 'models', `${model}.json`);
}
