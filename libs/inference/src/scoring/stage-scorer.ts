import type { DatasetInfo, ImageAnnotations } from '@turbo-hoi/core';
import type { ImagePrediction } from '../predictor/prediction';
import { scoreTriplets, type TripletOptions } from '../triplets/score-triplets';
import type { MetricFactory } from './choose-metrics';
import type { Metric, MetricColumn } from './metric';
import type { StageScores } from './stage-scores';

/** Accumulates all metrics of one stage, image by image. */
export class StageScorer {
  private readonly metrics: readonly Metric[];

  constructor(
    private readonly stage: number,
    private readonly info: DatasetInfo,
    factories: readonly MetricFactory[],
    private readonly targetChoice: TripletOptions = {},
  ) {
    this.metrics = factories.map((create) => create());
  }

  /** The columns of the scores, in the order of the metrics. */
  get columns(): readonly MetricColumn[] {
    return this.metrics.flatMap(({ columns }) => columns);
  }

  /** Add images by ascending id. */
  add(annotations: ImageAnnotations, prediction: ImagePrediction): void {
    const { stage, info, targetChoice } = this;
    const triplets = scoreTriplets(prediction, stage, info, targetChoice);
    for (const metric of this.metrics) metric.add(annotations, { prediction, stage, triplets });
  }

  scores(): StageScores {
    const results = this.metrics.map((metric) => metric.result());
    return {
      stage: this.stage,
      scores: Object.assign({}, ...results.map(({ scores }) => scores)),
      details: Object.assign({}, ...results.map(({ details }) => details)),
      tables: results.flatMap(({ tables = [] }) => tables),
    };
  }
}
