import { type DatasetInfo, type ImageAnnotations, pluginSlot } from '@turbo-hoi/core';
import type { ImagePrediction } from '../predictor/prediction';
import type { TripletScores } from '../triplets/score-triplets';

/** One score of a metric, a column of result tables. */
export interface MetricColumn {
  /** Its field in results, such as `apAgent`; unique among the metrics of a run. */
  readonly key: string;
  /** Its heading, such as `AP agent`. */
  readonly heading: string;
  /** Short description. */
  readonly meaning: string;
  /** `main`: drawn as a curve; `table`: in every table; `detail`: in the report's table alone. */
  readonly shown: 'main' | 'table' | 'detail';
}

/** The score of one class, such as an action. */
export interface ClassScore {
  readonly name: string;
  /** In 0..100; null: no positives. */
  readonly score: number | null;
  /** Number of annotated positives; null: not counted. */
  readonly positives: number | null;
}

/** Scores by class, for the report. */
export interface ClassTable {
  readonly caption: string;
  readonly rows: readonly ClassScore[];
}

/** The result of a metric. */
export interface MetricScores {
  /** By the columns' keys, in 0..100; null: the task is switched off, or there are no positives. */
  readonly scores: Readonly<Record<string, number | null>>;
  /** Further fields of a result's row, JSON data. */
  readonly details?: Readonly<Record<string, unknown>>;
  readonly tables?: readonly ClassTable[];
}

/** The prediction of one stage for one image. */
export interface ScoredPrediction {
  readonly prediction: ImagePrediction;
  /** Index into `prediction.stages`. */
  readonly stage: number;
  /** Null if the stage recognises no actions. */
  readonly triplets: TripletScores | null;
}

/** Compares the predictions of one stage with the annotations of a split. */
export interface Metric {
  readonly columns: readonly MetricColumn[];
  /** Called for every image, by ascending id. */
  add(annotations: ImageAnnotations, predicted: ScoredPrediction): void;
  /** Called once, at the end. */
  result(): MetricScores;
}

export interface MetricContext {
  readonly dataset: DatasetInfo;
}

/**
 * Metrics, chosen by `evaluation.metrics` of an experiment or by the data set; one is created for each stage and for the prior.
 *
 * @example
 * import { definePlugin } from '@turbo-hoi/core';
 * import { type Metric, METRICS } from '@turbo-hoi/inference';
 * import { z } from 'zod';
 *
 * // Recall of people by their number alone, without comparing boxes.
 * export default definePlugin(METRICS, {
 *   kind: 'people-found',
 *   schema: z.strictObject({}),
 *   create: (): Metric => {
 *     let [found, all] = [0, 0];
 *     return {
 *       columns: [{ key: 'found', heading: 'found', meaning: 'people found', shown: 'table' }],
 *       add: ({ people }, { prediction }) => {
 *         found += Math.min(people.length, prediction.people.length);
 *         all += people.length;
 *       },
 *       result: () => ({ scores: { found: all === 0 ? null : (100 * found) / all } }),
 *     };
 *   },
 * });
 */
export const METRICS = pluginSlot<Metric, MetricContext>('metric');
