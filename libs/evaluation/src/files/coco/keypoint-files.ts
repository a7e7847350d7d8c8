import { COCO_KEYPOINTS } from '@turbo-hoi/core';
import { KeypointEvaluator, type KeypointResult } from '../../keypoints/keypoint-evaluator';
import type { KeypointDetections } from '../../keypoints/keypoint-detections';
import type { KeypointTruth } from '../../keypoints/keypoint-truth';
import { BadEntry } from '../bad-entry';
import type { Fields } from '../fields';
import { gather } from '../row-store';
import { type CocoResultRows, type ResultColumns, sortedIds } from './coco-result-rows';
import { Column, type CocoTruthFile } from './coco-truth-file';

const NUMBERS = 3 * COCO_KEYPOINTS.names.length;

/** Numbers of a keypoint result after score and class: area or NaN, then x, y and a third per keypoint. */
export const KEYPOINT_COLUMNS = 1 + NUMBERS;

/**
 * Reads keypoint results. As in pycocotools, the first result decides: if it has a box, the areas of all are those of
 * their boxes, otherwise the extents of their keypoints.
 */
export function keypointColumns(): ResultColumns {
  let boxes = false;
  return (fields, index) => {
    if (index === 0) boxes = hasBox(fields);
    const keypoints = fields.finites('keypoints', NUMBERS);
    return [boxes ? boxArea(fields) : NaN, ...Array.from(keypoints)];
  };
}

function hasBox(fields: Fields): boolean {
  if (!fields.has('bbox')) return false;
  const box = fields.value('bbox');
  return !Array.isArray(box) || box.length > 0;
}

function boxArea(fields: Fields): number {
  const [, , width, height] = Array.from(fields.finites('bbox', 4));
  if (width >= 0 && height >= 0) return width * height;
  throw new BadEntry(`bbox has the size ${width} × ${height}; it must not be negative`);
}

/** COCO's ten keypoint scores for each category of the ground truth, by ascending id. */
export function evaluateKeypointFiles(
  truth: CocoTruthFile,
  results: CocoResultRows,
): KeypointResult[] {
  const found = results.finish();
  const { rows } = results;
  return sortedIds(truth).map((id, category) => {
    const evaluator = new KeypointEvaluator(COCO_KEYPOINTS);
    for (let image = 0; image < truth.imageIds.length; image++) {
      const people = truth
        .rowsOf(image)
        .filter(
          (row) => truth.annotations.data[row * truth.annotations.width + Column.CATEGORY] === id,
        );
      const poses = found
        .rowsOf(image)
        .filter((row) => rows.data[row * rows.width + 1] === category);
      evaluator.add(keypointTruthOf(truth, people), keypointDetectionsOf(results, poses));
    }
    return evaluator.result();
  });
}

function keypointTruthOf({ annotations }: CocoTruthFile, rows: Uint32Array): KeypointTruth {
  const column = (from: Column, count = 1) =>
    gather(annotations, rows, from, new Float64Array(count * rows.length), count);
  const boxes = column(Column.X, 4);
  for (let at = 0; at < boxes.length; at += 4) {
    boxes[at + 2] += boxes[at];
    boxes[at + 3] += boxes[at + 1];
  }
  return {
    boxes,
    areas: column(Column.AREA),
    keypoints: column(Column.KEYPOINTS, NUMBERS),
    crowd: column(Column.CROWD),
    ignored: column(Column.LABELLED).map((labelled) => Number(labelled === 0)),
    unfindable: column(Column.ID).map((id) => Number(id === 0)),
  };
}

function keypointDetectionsOf({ rows }: CocoResultRows, poses: Uint32Array): KeypointDetections {
  const column = (from: number, count: number) =>
    gather(rows, poses, from, new Float64Array(count * poses.length), count);
  const areas = column(2, 1);
  return {
    scores: column(0, 1),
    keypoints: column(3, NUMBERS),
    // All results or none have areas: the first result of the file decides.
    ...(areas.some(Number.isNaN) ? {} : { areas }),
  };
}
