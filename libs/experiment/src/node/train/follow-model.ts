import { train, type TrainOutcome } from '@turbo-hoi/training';
import { modelTraining, type ModelTrainingParts } from './model-training';

/** Trains beside rank 0, without files and messages. */
export async function followModel(parts: ModelTrainingParts): Promise<TrainOutcome> {
  const { options, compare, close } = await modelTraining(parts);
  try {
    return await train({
      ...options,
      steps: parts.composed.experiment.training.steps,
      start: parts.start,
      onStep: ({ step }) => compare(step),
    });
  } finally {
    await close();
  }
}
