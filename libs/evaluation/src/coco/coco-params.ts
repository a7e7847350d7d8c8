/** NumPy's `linspace`, operation by operation: a recall of exactly 0.35 lies below its `35 · 0.01`. */
function linspace(start: number, stop: number, count: number): Float64Array {
  const step = (stop - start) / (count - 1);
  return Float64Array.from({ length: count }, (_, i) =>
    i === count - 1 ? stop : i * step + start,
  );
}

/** The ten similarity thresholds from 0.50 to 0.95. */
export const COCO_THRESHOLDS: Float64Array = linspace(0.5, 0.95, 10);

/** The 101 recalls at which precision is sampled. */
export const COCO_RECALLS: Float64Array = linspace(0, 1, 101);

/** Inclusive ranges of areas in pixels² of counted annotations. */
export type AreaRange = readonly [low: number, high: number];
