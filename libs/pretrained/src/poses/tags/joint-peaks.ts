/** Heatmaps and tags of an image, as a network of associative embedding predicts them. */
export interface TagMaps {
  readonly height: number;
  readonly width: number;
  /** [H,W,K], in 0..1. */
  readonly heatmaps: Float32Array;
  /** [H,W,K,T] – T tags of each joint at each cell. */
  readonly tags: Float32Array;
  readonly keypoints: number;
}

/** A peak of a joint's heatmap. */
export interface JointPeak {
  /** Cell. */
  readonly x: number;
  readonly y: number;
  readonly score: number;
  /** [T] */
  readonly tag: Float32Array;
}

/**
 * The cells of joint k that none of their eight neighbours exceeds and whose score exceeds `minScore`: at most `limit`, the largest first.
 */
export function jointPeaks(maps: TagMaps, k: number, minScore: number, limit: number): JointPeak[] {
  const { height, width, heatmaps, keypoints, tags } = maps;
  const tagSize = tags.length / Math.max(1, heatmaps.length);
  const score = (x: number, y: number) => heatmaps[(y * width + x) * keypoints + k];
  const cells: { x: number; y: number; score: number }[] = [];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const own = score(x, y);
      if (!(own > minScore)) continue;
      let isPeak = true;
      for (let v = Math.max(y - 1, 0); v <= Math.min(y + 1, height - 1); v++) {
        for (let u = Math.max(x - 1, 0); u <= Math.min(x + 1, width - 1); u++) {
          if (score(u, v) > own) isPeak = false;
        }
      }
      if (isPeak) cells.push({ x, y, score: own });
    }
  }
  return cells
    .sort((a, b) => b.score - a.score)
    .slice(0, limit)
    .map((cell) => {
      const at = ((cell.y * width + cell.x) * keypoints + k) * tagSize;
      return { ...cell, tag: tags.subarray(at, at + tagSize) };
    });
}

/**
 * Place of a peak in cells, with 0 at the left or upper edge: the cell's center, a quarter of a cell towards its larger neighbour on each axis
 * (princeton-vl/pose-ae-train, `utils/group.py`, `adjust`).
 */
export function peakPlace(
  { height, width, heatmaps, keypoints }: TagMaps,
  k: number,
  { x, y }: Pick<JointPeak, 'x' | 'y'>,
): readonly [x: number, y: number] {
  const score = (u: number, v: number) => {
    const [column, row] = [
      Math.min(Math.max(u, 0), width - 1),
      Math.min(Math.max(v, 0), height - 1),
    ];
    return heatmaps[(row * width + column) * keypoints + k];
  };
  const dx = score(x + 1, y) > score(x - 1, y) ? 0.25 : -0.25;
  const dy = score(x, y + 1) > score(x, y - 1) ? 0.25 : -0.25;
  return [x + 0.5 + dx, y + 0.5 + dy];
}
