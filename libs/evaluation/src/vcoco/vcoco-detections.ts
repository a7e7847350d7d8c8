import type { ActionVocabulary } from '@turbo-hoi/core';
import { checkLength } from '../check-length';

/**
 * The detections of one image, one row per person; n rows, A columns.
 *
 * All boxes are xyxy in inclusive pixels as in the official files (`inclusiveBoxes` converts). A NaN
 * score removes the row from that action or column.
 */
export interface VcocoDetections {
  /** [4n] */
  readonly boxes: Float32Array;
  /** [n · actions] */
  readonly agentScores: Float32Array;
  /** [n · 4A]; all 0 or all NaN: no target. Unused for columns without a role. */
  readonly roleBoxes: Float32Array;
  /** [n · A]; unused for columns without a role. */
  readonly roleScores: Float32Array;
}

/** @throws TurboHoiError (shape) if the array lengths disagree about n */
export function checkVcocoDetections(
  detections: VcocoDetections,
  { actions, columns }: ActionVocabulary,
): void {
  const rows = Math.ceil(detections.boxes.length / 4);
  checkLength('VcocoDetections.boxes', detections.boxes, 4 * rows);
  checkLength('VcocoDetections.agentScores', detections.agentScores, rows * actions.length);
  checkLength('VcocoDetections.roleBoxes', detections.roleBoxes, rows * 4 * columns.length);
  checkLength('VcocoDetections.roleScores', detections.roleScores, rows * columns.length);
}
