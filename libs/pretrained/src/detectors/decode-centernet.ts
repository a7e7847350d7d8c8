import type { Detections } from '@turbo-hoi/core';

const COLUMNS = 6;

/** CenterNet's rows `x1, y1, x2, y2, score, class` of at least `minScore`; boxes in pixels of its input. */
export function decodeCenternet(rows: Float32Array, minScore: number): Detections {
  const kept = Array.from({ length: rows.length / COLUMNS }, (_, row) =>
    rows.subarray(COLUMNS * row, COLUMNS * (row + 1)),
  ).filter((row) => row[4] >= minScore);
  return {
    boxes: Float32Array.from(kept.flatMap((row) => [...row.subarray(0, 4)])),
    scores: Float32Array.from(kept, (row) => row[4]),
    classes: Int32Array.from(kept, (row) => row[5]),
  };
}
