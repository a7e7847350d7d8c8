import { boxAt, TurboHoiError } from '@turbo-hoi/core';

/** Probability heatmaps of R people, `[R,M,M,K]` row-major. */
export interface HeatmapArray {
  readonly data: Float32Array;
  readonly rois: number;
  readonly side: number;
  readonly keypoints: number;
}

export interface DecodeOptions {
  /**
   * Cells along each side of the square around the peak, odd; 1: the peak's cell alone. Default 3, for subcell accuracy
   * without including a second peak.
   */
  readonly window?: number;
}

/**
 * Keypoints in pixels from heatmaps: the mean of the cells around the peak, weighted by probability.
 *
 * @param boxes flat xyxy, 4R, the boxes that the heatmaps cover
 * @returns `[R,K,3]` x, y and the peak's probability
 * @throws TurboHoiError `usage` for a window that is not odd
 */
export function decodeHeatmaps(
  heatmaps: HeatmapArray,
  boxes: Float32Array,
  { window = 3 }: DecodeOptions = {},
): Float32Array {
  if (!(window > 0 && window % 2 === 1)) throw evenWindow(window);
  const reach = (window - 1) / 2;
  const { rois, side, keypoints } = heatmaps;
  const points = new Float32Array(rois * keypoints * 3);
  for (let r = 0; r < rois; r++) {
    const [x1, y1, x2, y2] = boxAt(boxes, r);
    for (let k = 0; k < keypoints; k++) {
      const { x, y, probability } = refinedPeak(heatmaps, r, k, reach);
      const at = 3 * (r * keypoints + k);
      points[at] = x1 + (x / side) * (x2 - x1);
      points[at + 1] = y1 + (y / side) * (y2 - y1);
      points[at + 2] = probability;
    }
  }
  return points;
}

function evenWindow(window: number): TurboHoiError {
  return new TurboHoiError(
    'usage',
    `decodeHeatmaps: window: got ${window}; expected an odd number.`,
  );
}

interface Peak {
  /** In cells from the left edge of the heatmap. */
  readonly x: number;
  readonly y: number;
  readonly probability: number;
}

function refinedPeak(heatmaps: HeatmapArray, roi: number, keypoint: number, reach: number): Peak {
  const { data, side, keypoints } = heatmaps;
  const base = roi * side * side * keypoints + keypoint;
  let peak = 0;
  for (let cell = 1; cell < side * side; cell++) {
    if (data[base + cell * keypoints] > data[base + peak * keypoints]) peak = cell;
  }
  const [row, column] = [Math.floor(peak / side), peak % side];
  let [sum, x, y] = [0, 0, 0];
  for (let i = Math.max(row - reach, 0); i <= Math.min(row + reach, side - 1); i++) {
    for (let j = Math.max(column - reach, 0); j <= Math.min(column + reach, side - 1); j++) {
      const probability = data[base + (i * side + j) * keypoints];
      sum += probability;
      x += probability * (j + 0.5);
      y += probability * (i + 0.5);
    }
  }
  if (!(sum > 0)) return { x: column + 0.5, y: row + 0.5, probability: 0 };
  return { x: x / sum, y: y / sum, probability: data[base + peak * keypoints] };
}
