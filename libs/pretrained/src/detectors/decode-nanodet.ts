import type { Detections } from '@turbo-hoi/core';

/** NanoDet's output for the n cells of one stride, row by row of a square grid. */
export interface NanodetLevel {
  /** [n,classes] in 0..1. */
  readonly scores: Float32Array;
  /** [n,4·bins] logits of the distances left, top, right and bottom in units of the stride. */
  readonly distances: Float32Array;
  /** Cells: n. */
  readonly cells: number;
}

/**
 * Decodes NanoDet's output to boxes in pixels of its input of `side`², one per cell and class of at least `minScore`.
 *
 * A distance is the expectation of its bins' softmax (generalized focal loss, Eq. 4 there) times the stride.
 */
export function decodeNanodet(
  levels: readonly NanodetLevel[],
  side: number,
  minScore: number,
): Detections {
  const [boxes, found, labels]: number[][] = [[], [], []];
  for (const { scores, distances, cells } of levels) {
    const across = Math.sqrt(cells);
    const stride = side / across;
    const [classes, bins] = [scores.length / cells, distances.length / cells / 4];
    for (let i = 0; i < scores.length; i++) {
      if (!(scores[i] >= minScore)) continue;
      const cell = Math.floor(i / classes);
      const reach = (edge: number) =>
        stride * expectedBin(distances, (4 * cell + edge) * bins, bins);
      const [x, y] = [cell % across, Math.floor(cell / across)].map((at) => (at + 0.5) * stride);
      boxes.push(x - reach(0), y - reach(1), x + reach(2), y + reach(3));
      found.push(scores[i]);
      labels.push(i % classes);
    }
  }
  return {
    boxes: Float32Array.from(boxes),
    scores: Float32Array.from(found),
    classes: Int32Array.from(labels),
  };
}

function expectedBin(logits: Float32Array, from: number, bins: number): number {
  let highest = -Infinity;
  for (let k = 0; k < bins; k++) highest = Math.max(highest, logits[from + k]);
  let [total, weighted] = [0, 0];
  for (let k = 0; k < bins; k++) {
    const weight = Math.exp(logits[from + k] - highest);
    total += weight;
    weighted += k * weight;
  }
  return weighted / total;
}
