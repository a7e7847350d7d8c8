import type { DatasetInfo, Sample } from '@turbo-hoi/core';
import type { ImagePrediction } from '../predictor/prediction';
import type { TripletScores } from '../triplets/score-triplets';
import { HicoScorer } from './hico-scorer';
import type { HoiScores } from './stage-scores';
import { VcocoScorer } from './vcoco-scorer';

/** Compares triplets with the annotations by the rules of a data set, image by image. */
export interface HoiScorer {
  add(sample: Sample, prediction: ImagePrediction, triplets: TripletScores): void;
  scores(): HoiScores;
}

/** HICO-DET's rules where the data set lists its interactions, else V-COCO's. */
export function createHoiScorer({ actions, hois }: DatasetInfo): HoiScorer {
  return hois ? new HicoScorer(hois) : new VcocoScorer(actions);
}
