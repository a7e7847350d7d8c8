import type { Rng } from '@turbo-hoi/core';

// Math.sin and its kin may differ in the last bit between engines. These use only operations that
// IEEE 754 rounds exactly (+ - * / sqrt), so that an image is the same on every platform.

const HALF_PI = Math.PI / 2;

/** Sine, to 1e-13 for arguments up to a few turns. */
export function sin(angle: number): number {
  const quarter = Math.floor(angle / HALF_PI + 0.5);
  const rest = angle - quarter * HALF_PI;
  const value = quarter % 2 === 0 ? sinSeries(rest) : cosSeries(rest);
  return (quarter & 2) === 0 ? value : -value;
}

export function cos(angle: number): number {
  return sin(angle + HALF_PI);
}

/** The angle of (x, y) as Math.atan2(y, x) has it, to 1e-13; 0 for the zero vector. */
export function atan2(y: number, x: number): number {
  const [ax, ay] = [Math.abs(x), Math.abs(y)];
  if (ax + ay === 0) return 0;
  const steep = ay > ax;
  const acute = steep ? HALF_PI - atanOfUnit(ax / ay) : atanOfUnit(ay / ax);
  const upper = x < 0 ? Math.PI - acute : acute;
  return y < 0 ? -upper : upper;
}

/** Arc cosine of a value that is clamped to [-1,1]. */
export function acos(value: number): number {
  const x = Math.min(1, Math.max(-1, value));
  return atan2(Math.sqrt(1 - x * x), x);
}

/** Nearly normally distributed: the sum of twelve uniform numbers (Irwin-Hall), within 6 deviations. */
export function bell(rng: Rng, mean: number, deviation: number): number {
  let sum = -6;
  for (let i = 0; i < 12; i++) sum += rng.next();
  return mean + deviation * sum;
}

// |x| ≤ π/4
function sinSeries(x: number): number {
  const s = x * x;
  let sum = 0;
  for (let n = 17; n >= 3; n -= 2) sum = (s / ((n - 1) * n)) * (1 - sum);
  return x * (1 - sum);
}

function cosSeries(x: number): number {
  const s = x * x;
  let sum = 0;
  for (let n = 18; n >= 2; n -= 2) sum = (s / ((n - 1) * n)) * (1 - sum);
  return 1 - sum;
}

// 0 ≤ x ≤ 1: two half-angle steps make the series short.
function atanOfUnit(x: number): number {
  const half = (t: number) => t / (1 + Math.sqrt(1 + t * t));
  const t = half(half(x));
  let sum = 0;
  for (let n = 17; n >= 1; n -= 2) sum = 1 / n - t * t * sum;
  return 4 * t * sum;
}
