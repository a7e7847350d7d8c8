import type { XyxyBox } from './xyxy-box';

/** Center offset and log size of one box relative to another. */
export type BoxCode = [x: number, y: number, logWidth: number, logHeight: number];

// Keeps the code finite for boxes without extent.
const MIN_SIZE = 1e-3;

/**
 * Eq. 2: position and size of `target` relative to `anchor`, both xyxy in the same pixels.
 *
 * x, y are differences of box centers in units of the anchor's size. (The paper does not define which
 * point x, y refer to; centers are the convention of the box codes it builds on.)
 */
export function encodeBox(target: XyxyBox, anchor: XyxyBox): BoxCode {
  const [tx, ty, tw, th] = centered(target);
  const [ax, ay, aw, ah] = centered(anchor);
  return [(tx - ax) / aw, (ty - ay) / ah, Math.log(tw / aw), Math.log(th / ah)];
}

/** The inverse of {@link encodeBox}. */
export function decodeBox(
  [x, y, logWidth, logHeight]: Readonly<BoxCode>,
  anchor: XyxyBox,
): XyxyBox {
  const [ax, ay, aw, ah] = centered(anchor);
  const [cx, cy] = [ax + x * aw, ay + y * ah];
  const [w, h] = [aw * Math.exp(logWidth), ah * Math.exp(logHeight)];
  return [cx - w / 2, cy - h / 2, cx + w / 2, cy + h / 2];
}

function centered([x1, y1, x2, y2]: XyxyBox): [number, number, number, number] {
  return [(x1 + x2) / 2, (y1 + y2) / 2, Math.max(x2 - x1, MIN_SIZE), Math.max(y2 - y1, MIN_SIZE)];
}
