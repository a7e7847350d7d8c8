import { classified, type PeopleOptions, selectPeople, takeRows } from '@turbo-hoi/detection';
import type { ImagePrediction, StagePrediction } from '../predictor/prediction';
import type { PredictorInput } from '../predictor/predictor';
import type { StageTasks } from './trained-tasks';

/** A prediction without what no trained parameter says: as if those tasks were switched off. */
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

const SILENT: StagePrediction = {
  out: null,
  keypoints: null,
  attention: null,
};

/** The prediction of a model that says nothing, which need not run for it. */
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
    stages: tasks.map(() => SILENT),
  };
}
