import type { HoiCategory, Sample } from '@turbo-hoi/core';
import { HicoEvaluator, hicoTruth } from '@turbo-hoi/evaluation';
import type { ImagePrediction } from '../predictor/prediction';
import { hicoDetections } from '../triplets/hico-detections';
import type { TripletScores } from '../triplets/score-triplets';
import type { HoiScorer } from './hoi-scorer';
import { type HoiScores, NO_HOI_SCORES } from './stage-scores';

/** HICO-DET's mAP. */
export class HicoScorer implements HoiScorer {
  private readonly evaluator: HicoEvaluator;

  constructor(private readonly hois: readonly HoiCategory[]) {
    this.evaluator = new HicoEvaluator(
      hois.map(({ category, trainingPairs }) => ({ object: category, trainingPairs })),
    );
  }

  add(sample: Sample, prediction: ImagePrediction, triplets: TripletScores): void {
    this.evaluator.add(
      hicoTruth(sample, { hois: this.hois }),
      hicoDetections(prediction, triplets, this.hois),
    );
  }

  scores(): HoiScores {
    const hico = this.evaluator.result();
    return { ...NO_HOI_SCORES, apHoi: hico.default.full, hico };
  }
}
