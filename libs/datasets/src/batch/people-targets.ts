import { encodeBox, type DatasetInfo, type XyxyBox } from '@turbo-hoi/core';
import { heatmapCell } from './heatmap-cell';
import type { PersonMatch } from './match-people';
import type { HoiTargetRows, PeopleRows, PoseTargetRows } from './training-batch';

const FILLER: XyxyBox = [0, 0, 1, 1];

/**
 * Boxes of the matched people, padded to R rows that count as the last image's.
 *
 * @param images B
 */
export function peopleRows(
  matches: readonly PersonMatch[],
  rows: number,
  images: number,
): PeopleRows {
  const boxes = new Float32Array(4 * rows);
  const imageIndex = new Int32Array(rows).fill(images - 1);
  const valid = new Float32Array(rows);
  for (let row = 0; row < rows; row++) boxes.set(matches[row]?.box ?? FILLER, 4 * row);
  matches.forEach((match, row) => (imageIndex[row] = match.imageIndex));
  return { boxes, imageIndex, valid: valid.fill(1, 0, matches.length) };
}

/**
 * Labels and Eq. 2 targets of the matched people.
 *
 * The target of a column with several annotated objects is the first of them.
 */
export function hoiTargetRows(
  matches: readonly PersonMatch[],
  info: DatasetInfo,
  rows: number,
): HoiTargetRows {
  const columns = info.actions.columns.length;
  const labels = new Float32Array(rows * columns);
  const annotated = new Float32Array(rows);
  const offsets = new Float32Array(rows * columns * 4);
  const located = new Float32Array(rows * columns);
  matches.forEach(({ person, sample, box }, row) => {
    if (person.interactions === null) return;
    annotated[row] = 1;
    for (const { column, object } of person.interactions) {
      const cell = row * columns + column;
      labels[cell] = 1;
      if (object === null || located[cell] === 1) continue;
      located[cell] = 1;
      offsets.set(encodeBox(sample.objects[object].box, box), 4 * cell);
    }
  });
  return { labels, annotated, offsets, located };
}

/**
 * Places of the matched people's keypoints, [R,2K]: all x in -1..1 of the box, all y; 0 where not visible.
 *
 * @param visible [R,K]
 */
export function posePoints(
  matches: readonly PersonMatch[],
  visible: Float32Array,
  count: number,
): Float32Array {
  const points = new Float32Array(2 * visible.length);
  matches.forEach(({ person: { keypoints }, box: [x1, y1, x2, y2] }, row) => {
    for (let k = 0; k < count; k++) {
      if (keypoints === null || visible[row * count + k] === 0) continue;
      points[2 * row * count + k] = (2 * keypoints[3 * k] - x1 - x2) / (x2 - x1);
      points[(2 * row + 1) * count + k] = (2 * keypoints[3 * k + 1] - y1 - y2) / (y2 - y1);
    }
  });
  return points;
}

/**
 * Heatmap cells of the matched people's keypoints, with the weights of detected ones.
 *
 * @param side M; null if the model estimates no poses: then all keypoints are ignored
 * @param hidden whether keypoints labelled as hidden (v = 1) are used, as in Detectron
 */
export function poseTargetRows(
  matches: readonly PersonMatch[],
  info: DatasetInfo,
  rows: number,
  side: number | null,
  hidden = true,
): PoseTargetRows {
  const least = hidden ? 1 : 2;
  const count = info.keypoints.names.length;
  const cells = new Int32Array(rows * count);
  const visible = new Float32Array(rows * count);
  matches.forEach(({ person: { keypoints, keypointWeights }, box }, row) => {
    if (keypoints === null || side === null) return;
    for (let k = 0; k < count; k++) {
      const [x, y, visibility] = keypoints.subarray(3 * k, 3 * k + 3);
      const cell = visibility >= least ? heatmapCell(x, y, box, side) : null;
      if (cell === null) continue;
      cells[row * count + k] = cell;
      visible[row * count + k] = keypointWeights?.[k] ?? 1;
    }
  });
  return { cells, visible };
}
