import { boxAt, type HoiCategory, hoiLookup } from '@turbo-hoi/core';
import { countedFromOne, type HicoDetections } from '@turbo-hoi/evaluation';
import type { ImagePrediction } from '../predictor/prediction';
import type { TripletScores } from './score-triplets';

/** Converts the triplets of an image to HICO-DET detections: those with a target that are listed interactions, boxes in pixels counted from 1. */
export function hicoDetections(
  { people, personBoxes, detections }: ImagePrediction,
  { targets, roleScores }: TripletScores,
  hois: readonly HoiCategory[],
): HicoDetections {
  const find = hoiLookup(hois);
  const columns = targets.length / Math.max(1, people.length);
  const found = Array.from(targets.keys()).flatMap((row) => {
    if (targets[row] < 0) return [];
    const hoi = find(row % columns, detections.classes[targets[row]]);
    return hoi === undefined ? [] : [{ row, hoi }];
  });
  const boxes = (all: Float32Array, indexOf: (row: number) => number) =>
    Float64Array.from(found.flatMap(({ row }) => countedFromOne(boxAt(all, indexOf(row)))));
  return {
    hois: Int32Array.from(found, ({ hoi }) => hoi),
    humanBoxes: boxes(personBoxes, (row) => Math.floor(row / columns)),
    objectBoxes: boxes(detections.boxes, (row) => targets[row]),
    scores: Float64Array.from(found, ({ row }) => roleScores[row]),
  };
}
