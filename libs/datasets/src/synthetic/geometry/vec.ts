import { atan2, cos, sin } from './portable-math';

/** A point or displacement; y grows downwards. */
export type Vec = readonly [x: number, y: number];

export const add = (a: Vec, b: Vec): Vec => [a[0] + b[0], a[1] + b[1]];
export const subtract = (a: Vec, b: Vec): Vec => [a[0] - b[0], a[1] - b[1]];
export const scale = (a: Vec, factor: number): Vec => [a[0] * factor, a[1] * factor];
export const dot = (a: Vec, b: Vec): number => a[0] * b[0] + a[1] * b[1];
export const length = (a: Vec): number => Math.sqrt(dot(a, a));
export const middle = (a: Vec, b: Vec): Vec => [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
export const lerp = (a: Vec, b: Vec, t: number): Vec => [
  a[0] + (b[0] - a[0]) * t,
  a[1] + (b[1] - a[1]) * t,
];

/** A displacement by its angle (0 is down, growing towards the right) and length. */
export const polar = (angle: number, radius: number): Vec => [
  sin(angle) * radius,
  cos(angle) * radius,
];

/** The angle of a displacement as {@link polar} counts it. */
export const angleOf = (a: Vec): number => atan2(a[0], a[1]);

/** `origin + x · across + y · along`. */
export const inFrame = (origin: Vec, across: Vec, along: Vec, x: number, y: number): Vec => [
  origin[0] + x * across[0] + y * along[0],
  origin[1] + x * across[1] + y * along[1],
];

/** The direction a quarter turn from the given one: [1,0] → [0,1]. */
export const perpendicular = (a: Vec): Vec => [-a[1], a[0]];

/** Unit vector; [0,1] for the zero vector. */
export function direction(a: Vec): Vec {
  const size = length(a);
  return size > 0 ? scale(a, 1 / size) : [0, 1];
}
