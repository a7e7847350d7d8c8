import type { BackendChoice, ChosenBackend } from '@turbo-hoi/backends';
import type { TurboModel } from '@turbo-hoi/turbo-loop';
import type { Container } from 'inversify';
import type { ComposedExperiment } from '@turbo-hoi/experiment/node';

/** A run or a config to predict with, its model still to be loaded. */
export interface ModelSource {
  /** For messages: a path, or `config photo`. */
  readonly title: string;
  /** For the head of a page. */
  readonly name: string;
  /** What the list of results says of it. */
  readonly listed: object;
  /** The caller disposes of it. */
  readonly composed: ComposedExperiment;
  /** With every plugin that is loaded. */
  readonly container: Container;
  loadModel(backend: BackendChoice, notify: (line: string) => void): Promise<LoadedModel>;
}

/** A model that can predict, as `createPredictor` takes it. */
export interface LoadedModel {
  readonly model: TurboModel;
  readonly backend: ChosenBackend;
  /** Default: everything is trained. */
  readonly untrained?: readonly string[];
  /** Default: on the model's data set. */
  readonly trainedOn?: string | null;
}
