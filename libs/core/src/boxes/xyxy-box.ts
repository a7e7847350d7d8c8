/** A box as its left, top, right and bottom edge in pixels; width = x2 - x1. */
export type XyxyBox = readonly [x1: number, y1: number, x2: number, y2: number];
