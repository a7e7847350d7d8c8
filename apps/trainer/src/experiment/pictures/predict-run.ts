import { loadParameters } from '@turbo-hoi/checkpoints/node';
import type { DatasetInfo, DatasetSplit } from '@turbo-hoi/core';
import { firstImages, openRun, runEvaluation } from '@turbo-hoi/experiment/node';
import type { ImagePrediction, TripletOptions } from '@turbo-hoi/inference';

/** A run's predictions for the first images of its evaluation split. */
export interface PredictedRun {
  readonly info: DatasetInfo;
  readonly split: DatasetSplit;
  readonly targetChoice: TripletOptions;
  /** In the order of the split. */
  readonly predictions: readonly ImagePrediction[];
}

/**
 * Predicts the first images of a run's evaluation split, as its evaluation does, on the backend that is chosen already.
 *
 * @param images at most so many
 * @throws TurboHoiError as `openRun` does
 */
export async function predictRun(
  run: string,
  { images, signal }: { images: number; signal: AbortSignal },
): Promise<PredictedRun> {
  const opened = await openRun(run, {
    images: true,
    change: (experiment) => {
      const { evaluation } = experiment;
      const fewer = Math.min(images, evaluation.images ?? Infinity);
      return { ...experiment, evaluation: { ...evaluation, images: fewer } };
    },
  });
  const { composed } = opened;
  try {
    const { parameters } = await loadParameters(opened.path);
    const model = composed.buildModel();
    try {
      model.parameters.load(parameters);
      const predictions: ImagePrediction[] = [];
      await runEvaluation(composed, model, {
        signal,
        onPrediction: (prediction) => predictions.push(prediction),
      });
      const { evaluation, targetChoice } = composed.experiment;
      const split = firstImages(composed.dataset.split(evaluation.split), evaluation.images);
      return { info: composed.dataset.info, split, targetChoice, predictions };
    } finally {
      model.dispose();
    }
  } finally {
    composed.dispose();
  }
}
