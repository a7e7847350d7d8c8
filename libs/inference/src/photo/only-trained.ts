import { classified, type PeopleOptions, selectPeople, takeRows } from '@turbo-hoi/detection';
import type { ImagePrediction, StagePrediction } from '../predictor/prediction';
import type { PredictorInput } from '../predictor/predictor';
import type { StageTasks } from './trained-tasks';

/** Removes the outputs of tasks that depend on untrained parameters, as if those tasks were switched off. */
export function onlyTrained(
  prediction: ImagePrediction,
  tasks: readonly StageTasks[],
): ImagePrediction {
  const stages = prediction.stages.map((stage, n): StagePrediction => {
    const { poses, actions } = tasks[n];
    return {
      out: actions ? stage.out : null,
      ...(actions && stage.pairs && { pairs: stage.pairs }),
      keypoints: poses ? stage.keypoints : null,
      attention: poses ? stage.attention : null,
    };
  });
  return { ...prediction, stages };
}

const NO_OUTPUTS: StagePrediction = {
  out: null,
  keypoints: null,
  attention: null,
};

/** The prediction of a model without trained tasks, which need not run. */
export function detectionsAlone(
  { imageId, detections }: Omit<PredictorInput, 'image'>,
  people: PeopleOptions,
  tasks: readonly StageTasks[],
): ImagePrediction {
  const known = classified(detections);
  const chosen = selectPeople(known, people);
  return {
    imageId,
    detections: known,
    people: chosen,
    personBoxes: takeRows(known.boxes, 4, chosen),
    personScores: takeRows(known.scores, 1, chosen),
    stages: tasks.map(() => NO_OUTPUTS),
  };
}
