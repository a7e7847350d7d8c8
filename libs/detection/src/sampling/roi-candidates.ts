import type { GroundTruth } from '@turbo-hoi/core';
import { type PackedBoxes, packBoxes } from '../boxes/pack-boxes';
import { isUsableBox, takeRows } from '../boxes/take-rows';
import { ignoreCrowds } from '../matching/ignore-crowds';
import { matchBoxes } from '../matching/match-boxes';

/** The proposals of B images, concatenated, matched with their annotated boxes. */
export interface RoiCandidates extends PackedBoxes {
  /** [n] – index into `annotated`, `BACKGROUND` or `IGNORED`. */
  readonly matches: Int32Array;
  /** [4m] xyxy: the annotated boxes of all images. */
  readonly annotated: Float32Array;
  /** [m] – class index of each annotated box. */
  readonly classes: Int32Array;
}

/**
 * The candidates of an image are its usable proposals and its annotated boxes, each once; background in a crowd box is
 * ignored.
 *
 * @param iou least IoU of a foreground candidate; others are background
 */
export function roiCandidates(
  proposals: readonly Float32Array[],
  truths: readonly GroundTruth[],
  iou: number,
): RoiCandidates {
  let first = 0;
  const images = truths.map((truth, image) => {
    const boxes = usable(packBoxes([proposals[image], truth.boxes]).boxes);
    const limits = { foreground: iou, background: iou, keepBest: false };
    const matches = matchBoxes(boxes, truth.boxes, limits);
    ignoreCrowds(matches, boxes, truth.crowds);
    const before = first;
    first += truth.classes.length;
    return { boxes, matches: matches.map((match) => (match < 0 ? match : before + match)) };
  });
  return {
    ...packBoxes(images.map(({ boxes }) => boxes)),
    matches: Int32Array.from(images.flatMap(({ matches }) => [...matches])),
    annotated: packBoxes(truths.map(({ boxes }) => boxes)).boxes,
    classes: Int32Array.from(truths.flatMap(({ classes }) => [...classes])),
  };
}

function usable(boxes: Float32Array): Float32Array {
  const rows: number[] = [];
  for (let i = 0; i < boxes.length / 4; i++) if (isUsableBox(boxes, i)) rows.push(i);
  return rows.length === boxes.length / 4 ? boxes : takeRows(boxes, 4, rows);
}
