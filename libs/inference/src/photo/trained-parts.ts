import type { DatasetInfo, Detector } from '@turbo-hoi/core';

/** A part of a predictor and what it learned from. */
export interface TrainedPart {
  readonly part: 'detector' | 'model' | 'pose detector';
  /** Null: not known. */
  readonly trainedOn: string | null;
  /** What it says of a photo. */
  readonly gives: string;
}

export function trainedParts(dataset: DatasetInfo, { trainedOn }: Detector): TrainedPart[] {
  return [
    { part: 'detector', trainedOn: trainedOn ?? null, gives: 'boxes and classes' },
    {
      part: 'model',
      trainedOn: `data set ${dataset.name}`,
      gives: 'keypoints, actions and their objects',
    },
  ];
}
