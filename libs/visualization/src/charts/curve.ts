/** Points of a line; a `y` that is not finite is a gap. */
export interface Curve {
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
}

export interface ChartLine extends Curve {
  /** Label in the legend; empty: not listed. */
  readonly label: string;
  /** Any CSS color. */
  readonly color: string;
  /** Unsmoothed curve, drawn faint beneath the line. */
  readonly raw?: Curve;
  /** Marks each point and writes its value above it. */
  readonly values?: boolean;
}

/**
 * Centered mean over `window` neighbouring points; values that are not finite are ignored.
 *
 * At both ends the window is cut off.
 */
export function smoothCurve({ x, y }: Curve, window: number): Curve {
  const reach = Math.floor(window / 2);
  // Each mean is summed anew, since a running sum would accumulate rounding errors.
  if (reach === 0) return { x, y };
  const sums = new Float64Array(y.length + 1);
  const counts = new Uint32Array(y.length + 1);
  for (let i = 0; i < y.length; i++) {
    const finite = Number.isFinite(y[i]);
    sums[i + 1] = sums[i] + (finite ? y[i] : 0);
    counts[i + 1] = counts[i] + (finite ? 1 : 0);
  }
  const smooth = Float64Array.from({ length: y.length }, (_, i) => {
    const [from, to] = [Math.max(0, i - reach), Math.min(y.length, i + reach + 1)];
    return (sums[to] - sums[from]) / (counts[to] - counts[from]);
  });
  return { x, y: smooth };
}

/** At most about `2 · bins` points: the lowest and the highest of each bin, so that peaks are kept. */
export function thinCurve({ x, y }: Curve, bins: number): Curve {
  if (y.length <= 2 * bins) return { x, y };
  const kept: number[] = [];
  for (let bin = 0; bin < bins; bin++) {
    const from = Math.floor((bin * y.length) / bins);
    const to = Math.floor(((bin + 1) * y.length) / bins);
    kept.push(...extremes(y, from, to));
  }
  return { x: kept.map((i) => x[i]), y: kept.map((i) => y[i]) };
}

/** Indices of the lowest and the highest value in order; the first index if no value is finite. */
function extremes(y: ArrayLike<number>, from: number, to: number): number[] {
  let [low, high] = [-1, -1];
  for (let i = from; i < to; i++) {
    if (!Number.isFinite(y[i])) continue;
    if (low < 0 || y[i] < y[low]) low = i;
    if (high < 0 || y[i] > y[high]) high = i;
  }
  if (low < 0) return [from];
  return low === high ? [low] : [Math.min(low, high), Math.max(low, high)];
}
