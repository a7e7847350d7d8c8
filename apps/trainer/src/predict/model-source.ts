import type { BackendChoice, ChosenBackend } from '@turbo-hoi/backends';
import type { RankTriplet } from '@turbo-hoi/inference';
import type { TurboModel } from '@turbo-hoi/turbo-loop';
import type { Container } from 'inversify';
import type { ComposedExperiment } from '@turbo-hoi/experiment/node';

/** A run or a config to predict with, its model not loaded yet. */
export interface ModelSource {
  /** A path, or `config photo`, for messages. */
  readonly title: string;
  /** Heading of the page. */
  readonly name: string;
  /** Its entry in the list of results. */
  readonly listed: object;
  /** Disposed of by the caller. */
  readonly composed: ComposedExperiment;
  /** Holds every loaded plugin. */
  readonly container: Container;
  /** The display score of triplets. Default: their score. */
  readonly rank?: RankTriplet;
  /** Minimum display score of triplets that are shown. Default: that of `peopleSentences`. */
  readonly shownScore?: number;
  /** Minimum score of boxes that are shown although no shown triplet has them. Default 0. */
  readonly likelyBox?: number;
  /** Number of detections that are kept. Default: all. */
  readonly shownBoxes?: number;
  /** Whether a person's triplets of the same action and class are listed once. Default false. */
  readonly distinct?: boolean;
  /** Defaults of --min-score and --min-action-score. Default: 0.3 and 0.1. */
  readonly minScore?: number;
  readonly minActionScore?: number;
  /** Maximum number of people per photo. Default: that of `createPredictor`. */
  readonly maxPeople?: number;
  loadModel(backend: BackendChoice, notify: (line: string) => void): Promise<LoadedModel>;
}

/** The model and its training record, as arguments of `createPredictor`. */
export interface LoadedModel {
  readonly model: TurboModel;
  readonly backend: ChosenBackend;
  /** Default: everything is trained. */
  readonly untrained?: readonly string[];
  /** Default: on the model's data set. */
  readonly trainedOn?: string | null;
}
