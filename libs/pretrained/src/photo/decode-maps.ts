import type { Detections } from '@turbo-hoi/core';

/** NanoDet's output at one stride, as its convolutions leave it. */
export interface NanodetMap {
  /** [classes, cells] in 0..1. */
  readonly scores: Float32Array;
  /** [4·bins, cells] – logits of the distances left, top, right and bottom in units of the stride. */
  readonly distances: Float32Array;
  /** Cells of a row. */
  readonly across: number;
  /** In pixels of the network's input. */
  readonly stride: number;
}

const CLASSES = 80;

/**
 * Decodes NanoDet's maps to boxes in pixels of its input, one per cell and class of at least `minScore`.
 *
 * A distance is the expectation of its bins' softmax (generalized focal loss, Eq. 4 there) times the stride.
 */
export function decodeMaps(maps: readonly NanodetMap[], minScore: number): Detections {
  const [boxes, scores, classes]: number[][] = [[], [], []];
  for (const map of maps) {
    const cells = map.scores.length / CLASSES;
    for (let i = 0; i < map.scores.length; i++) {
      if (!(map.scores[i] >= minScore)) continue;
      boxes.push(...boxOfCell(map, i % cells, cells));
      scores.push(map.scores[i]);
      classes.push(Math.floor(i / cells));
    }
  }
  return {
    boxes: Float32Array.from(boxes),
    scores: Float32Array.from(scores),
    classes: Int32Array.from(classes),
  };
}

function boxOfCell({ distances, across, stride }: NanodetMap, cell: number, cells: number) {
  const bins = distances.length / cells / 4;
  const [x, y] = [cell % across, Math.floor(cell / across)].map((at) => at + 0.5);
  const [left, top, right, bottom] = [0, 1, 2, 3].map((edge) =>
    expectedBin(distances, edge * bins, bins, cell, cells),
  );
  return [x - left, y - top, x + right, y + bottom].map((at) => at * stride);
}

function expectedBin(
  logits: Float32Array,
  from: number,
  bins: number,
  cell: number,
  cells: number,
): number {
  let highest = -Infinity;
  for (let k = 0; k < bins; k++) highest = Math.max(highest, logits[(from + k) * cells + cell]);
  let [total, weighted] = [0, 0];
  for (let k = 0; k < bins; k++) {
    const weight = Math.exp(logits[(from + k) * cells + cell] - highest);
    total += weight;
    weighted += k * weight;
  }
  return weighted / total;
}
