import { boxToXywh, type XyxyBox } from '@turbo-hoi/core';
import type { PhotoPrediction, PhotoTriplet } from '../photo/photo-prediction';
import { detectionNames } from '../sentences/detection-names';

const BOX = ['x', 'y', 'width', 'height'];

/** The columns of {@link tripletRows}; boxes in pixels of the photo. */
export const TRIPLET_COLUMNS = [
  'file',
  'person_id',
  'person',
  'person_score',
  ...BOX.map((side) => `person_${side}`),
  'action',
  'role',
  'object_id',
  'object',
  'object_class',
  'object_score',
  ...BOX.map((side) => `object_${side}`),
  'score',
  'action_score',
  'rank',
];

/**
 * The triplets of a photo as rows of a table, best first; ids are those of the photo's document.
 *
 * @param triplets default: those of the last stage that recognises actions
 */
export function tripletRows(
  prediction: Pick<PhotoPrediction, 'detections' | 'raw' | 'triplets'>,
  file: string,
  triplets: readonly PhotoTriplet[] = prediction.triplets,
): (string | number | null)[][] {
  const { detections } = prediction;
  const names = detectionNames(prediction);
  return triplets.map(({ person, action, role, object, score, actionScore, rank }) => {
    const found = object === null ? null : detections[object];
    return [
      file,
      person,
      names[person],
      shortScore(detections[person].score),
      ...xywh(detections[person].box),
      action,
      role,
      object,
      object === null ? null : names[object],
      found && found.label,
      found && shortScore(found.score),
      ...(found ? xywh(found.box) : BOX.map(() => null)),
      shortScore(score),
      shortScore(actionScore),
      shortScore(rank),
    ];
  });
}

/** One line of a CSV file by RFC 4180, with its line end; null is an empty cell. */
export function csvLine(cells: readonly (string | number | null)[]): string {
  const quoted = cells.map((cell) => {
    const text = cell === null ? '' : String(cell);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  });
  return `${quoted.join(',')}\r\n`;
}

const xywh = (box: XyxyBox) => boxToXywh(box).map((side) => Math.round(100 * side) / 100);
const shortScore = (score: number) => Number(score.toPrecision(5));
