import { CocoBoxEvaluator } from '../../coco-boxes/coco-box-evaluator';
import type { CocoBoxDetections, CocoBoxTruth } from '../../coco-boxes/coco-box-image';
import type { CocoBoxResult } from '../../coco-boxes/coco-box-result';
import { BadEntry } from '../bad-entry';
import type { Fields } from '../fields';
import { gather } from '../row-store';
import { type CocoResultRows, sortedIds } from './coco-result-rows';
import { Column, type CocoTruthFile } from './coco-truth-file';

/** Numbers of a box result after score and class: xywh. */
export const BOX_COLUMNS = 4;

/** Reads a box. @throws BadEntry for a box without extent */
export function boxColumns(fields: Fields): ArrayLike<number> {
  const box = fields.finites('bbox', 4);
  if (box[2] > 0 && box[3] > 0) return box;
  throw new BadEntry(`bbox has the size ${box[2]} × ${box[3]}; expected positive numbers`);
}

/** COCO's twelve box scores; classes are the categories of the ground truth by ascending id. */
export function evaluateBoxFiles(truth: CocoTruthFile, results: CocoResultRows): CocoBoxResult {
  const ids = sortedIds(truth);
  const classOf = new Map(ids.map((id, place) => [id, place]));
  const found = results.finish();
  const evaluator = new CocoBoxEvaluator(ids.length);
  for (let image = 0; image < truth.imageIds.length; image++) {
    evaluator.add(
      truthOf(truth, truth.rowsOf(image), classOf),
      detectionsOf(results, found.rowsOf(image)),
    );
  }
  return evaluator.result();
}

function truthOf(
  { annotations }: CocoTruthFile,
  rows: Uint32Array,
  classOf: ReadonlyMap<number, number>,
): CocoBoxTruth {
  const column = (from: Column, count = 1) =>
    gather(annotations, rows, from, new Float64Array(count * rows.length), count);
  return {
    boxes: column(Column.X, 4),
    areas: column(Column.AREA),
    classes: Int32Array.from(column(Column.CATEGORY), (id) => classOf.get(id)!),
    crowd: Uint8Array.from(column(Column.CROWD)),
    unfindable: column(Column.ID).map((id) => Number(id === 0)),
  };
}

function detectionsOf({ rows }: CocoResultRows, found: Uint32Array): CocoBoxDetections {
  const column = (from: number, count: number) =>
    gather(rows, found, from, new Float64Array(count * found.length), count);
  return {
    scores: column(0, 1),
    classes: Int32Array.from(column(1, 1)),
    boxes: column(2, BOX_COLUMNS),
  };
}
