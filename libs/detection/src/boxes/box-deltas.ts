import { boxAt, encodeBox } from '@turbo-hoi/core';
import type { ImageSize } from './image-size';

/** Factors on dx, dy, dw, dh: encoding multiplies by them, decoding divides. */
export type DeltaWeights = readonly [dx: number, dy: number, dw: number, dh: number];

/** As in Fast R-CNN's box head. */
export const BOX_HEAD_WEIGHTS: DeltaWeights = [10, 10, 5, 5];

/** As in the region proposal network. */
export const RPN_WEIGHTS: DeltaWeights = [1, 1, 1, 1];

// Upper bound of dw and dh before exp: a box of 16 pixels grows to 1000.
const LARGEST = Math.log(1000 / 16);

/**
 * torchvision's `BoxCoder.decode` of one box, clipped to the image: writes xyxy at `boxes[4 · to]`.
 *
 * `deltas[from …]` are dx, dy, dw, dh of the reference box `[x1, y1, x2, y2]`.
 */
export function decodeDeltas(
  deltas: Float32Array,
  from: number,
  [x1, y1, x2, y2]: readonly number[],
  [wx, wy, ww, wh]: DeltaWeights,
  { width, height }: ImageSize,
  boxes: Float32Array,
  to: number,
): void {
  const [w, h] = [x2 - x1, y2 - y1];
  const cx = x1 + w / 2 + (deltas[from] / wx) * w;
  const cy = y1 + h / 2 + (deltas[from + 1] / wy) * h;
  const halfW = (w * Math.exp(Math.min(deltas[from + 2] / ww, LARGEST))) / 2;
  const halfH = (h * Math.exp(Math.min(deltas[from + 3] / wh, LARGEST))) / 2;
  boxes[4 * to] = clip(cx - halfW, width);
  boxes[4 * to + 1] = clip(cy - halfH, height);
  boxes[4 * to + 2] = clip(cx + halfW, width);
  boxes[4 * to + 3] = clip(cy + halfH, height);
}

/**
 * torchvision's `BoxCoder.encode` of one box, the inverse: writes dx, dy, dw, dh at `deltas[4 · to]`.
 *
 * @param targets [4n] xyxy, of which box `targetIndex` is encoded
 * @param references [4m] xyxy; the deltas lead from box `referenceIndex`
 */
export function encodeDeltas(
  targets: ArrayLike<number>,
  targetIndex: number,
  references: ArrayLike<number>,
  referenceIndex: number,
  weights: DeltaWeights,
  deltas: Float32Array,
  to: number,
): void {
  const code = encodeBox(boxAt(targets, targetIndex), boxAt(references, referenceIndex));
  for (let i = 0; i < 4; i++) deltas[4 * to + i] = code[i] * weights[i];
}

function clip(value: number, high: number): number {
  return Math.min(Math.max(value, 0), high);
}
