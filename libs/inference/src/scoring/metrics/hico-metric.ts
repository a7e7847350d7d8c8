import {
  columnName,
  type DatasetInfo,
  definePlugin,
  type HoiCategory,
  type ImageAnnotations,
  TurboHoiError,
} from '@turbo-hoi/core';
import { HicoEvaluator, type HicoSetting, hicoTruth } from '@turbo-hoi/evaluation';
import { z } from 'zod';
import { hicoDetections } from '../../triplets/hico-detections';
import {
  type Metric,
  type MetricColumn,
  METRICS,
  type MetricScores,
  type ScoredPrediction,
} from '../metric';

const COLUMNS: readonly MetricColumn[] = [
  {
    key: 'apHoi',
    heading: 'mAP full',
    meaning: '<person, action, object> over the listed interactions',
    shown: 'main',
  },
  { key: 'apHoiRare', heading: 'rare', meaning: 'over the rare interactions', shown: 'table' },
  { key: 'apHoiNonRare', heading: 'non-rare', meaning: 'over the others', shown: 'table' },
  {
    key: 'apHoiKnownObject',
    heading: 'known object',
    meaning: 'mAP on the images that contain the object class',
    shown: 'table',
  },
];

/** HICO-DET's mAP in both settings. */
class HicoMetric implements Metric {
  readonly columns = COLUMNS;
  private readonly evaluator: HicoEvaluator;
  private scored = false;

  constructor(
    private readonly info: DatasetInfo,
    private readonly hois: readonly HoiCategory[],
  ) {
    this.evaluator = new HicoEvaluator(
      hois.map(({ category, trainingPairs }) => ({ object: category, trainingPairs })),
    );
  }

  add(annotations: ImageAnnotations, { prediction, triplets }: ScoredPrediction): void {
    if (!triplets) return;
    this.scored = true;
    this.evaluator.add(
      hicoTruth(annotations, { hois: this.hois }),
      hicoDetections(prediction, triplets, this.hois),
    );
  }

  result(): MetricScores {
    const result = this.scored ? this.evaluator.result() : null;
    const { actions, objectClasses } = this.info;
    return {
      scores: {
        apHoi: result?.default.full ?? null,
        apHoiRare: result?.default.rare ?? null,
        apHoiNonRare: result?.default.nonRare ?? null,
        apHoiKnownObject: result?.knownObject.full ?? null,
      },
      details: {
        hico: result && { default: means(result.default), knownObject: means(result.knownObject) },
      },
      tables: [
        {
          caption: 'Interactions',
          rows: this.hois.map(({ column, category }, hoi) => ({
            name: `${columnName(actions, column)} ${objectClasses[category]}`,
            score: result?.default.perHoi[hoi] ?? null,
            positives: null,
          })),
        },
      ],
    };
  }
}

const means = ({ full, rare, nonRare }: HicoSetting) => ({ full, rare, nonRare });

/** Kind `hico`: mAP as HICO-DET's MATLAB code computes it; for data sets that list their interactions. */
export const hicoMetric = definePlugin(METRICS, {
  kind: 'hico',
  schema: z.strictObject({}),
  create: (_, { dataset }) => {
    if (dataset.hois) return new HicoMetric(dataset, dataset.hois);
    throw new TurboHoiError(
      'config',
      `metric "hico": data set "${dataset.name}" does not list its interactions; use "vcoco".`,
    );
  },
});
