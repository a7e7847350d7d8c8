import type { XyxyBox } from './xyxy-box';

/** Box `index` of a flat xyxy array. */
export function boxAt(boxes: ArrayLike<number>, index: number): XyxyBox {
  const at = 4 * index;
  return [boxes[at], boxes[at + 1], boxes[at + 2], boxes[at + 3]];
}

/** Area in pixels²; 0 for an inverted box. */
export function boxArea([x1, y1, x2, y2]: XyxyBox): number {
  return Math.max(0, x2 - x1) * Math.max(0, y2 - y1);
}

/** Intersection over union of continuous boxes (no +1); 0 where both are empty. */
export function boxIou(a: XyxyBox, b: XyxyBox): number {
  const intersection = boxArea([
    Math.max(a[0], b[0]),
    Math.max(a[1], b[1]),
    Math.min(a[2], b[2]),
    Math.min(a[3], b[3]),
  ]);
  const union = boxArea(a) + boxArea(b) - intersection;
  return union > 0 ? intersection / union : 0;
}

/** The part of the box inside an image. */
export function clipBox([x1, y1, x2, y2]: XyxyBox, width: number, height: number): XyxyBox {
  const clip = (value: number, high: number) => Math.min(Math.max(value, 0), high);
  return [clip(x1, width), clip(y1, height), clip(x2, width), clip(y2, height)];
}

/** The box of an image mirrored left to right. */
export function flipBox([x1, y1, x2, y2]: XyxyBox, width: number): XyxyBox {
  return [width - x2, y1, width - x1, y2];
}

/** COCO's x, y, width, height. */
export function boxFromXywh([x, y, width, height]: readonly number[]): XyxyBox {
  return [x, y, x + width, y + height];
}

/** COCO's x, y, width, height. */
export function boxToXywh([x1, y1, x2, y2]: XyxyBox): [number, number, number, number] {
  return [x1, y1, x2 - x1, y2 - y1];
}
