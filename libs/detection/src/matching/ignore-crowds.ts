import { boxArea, boxAt } from '@turbo-hoi/core';
import { BACKGROUND, IGNORED } from './match-boxes';

/**
 * Least share of a candidate's own area inside a crowd box for it to be ignored: intersection over foreground, as in
 * COCO.
 */
const CROWD_SHARE = 0.5;

/**
 * Marks background candidates that lie mostly in a crowd box as ignored, since they may show one of its people. Changes
 * `matches`.
 *
 * @param candidates [4n] xyxy
 * @param crowds [4c] xyxy
 */
export function ignoreCrowds(
  matches: Int32Array,
  candidates: Float32Array,
  crowds: Float32Array,
): void {
  if (crowds.length === 0) return;
  for (let i = 0; i < matches.length; i++)
    if (matches[i] === BACKGROUND && liesInCrowd(candidates, i, crowds)) matches[i] = IGNORED;
}

function liesInCrowd(boxes: Float32Array, i: number, crowds: Float32Array): boolean {
  const [x1, y1, x2, y2] = boxAt(boxes, i);
  const least = CROWD_SHARE * boxArea([x1, y1, x2, y2]);
  for (let c = 0; c < crowds.length / 4; c++) {
    const [left, top, right, bottom] = boxAt(crowds, c);
    const width = Math.min(x2, right) - Math.max(x1, left);
    const height = Math.min(y2, bottom) - Math.max(y1, top);
    if (width > 0 && height > 0 && width * height >= least) return true;
  }
  return false;
}
