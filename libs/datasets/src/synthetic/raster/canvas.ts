import type { XyxyBox } from '@turbo-hoi/core';
import type { Shape } from './shape';

/** Red, green, blue in 0..255. */
export type Rgb = readonly [number, number, number];

/** A square image that shapes are painted on, antialiased by analytic coverage. */
export class Canvas {
  /** [size,size,3], unrounded. */
  readonly pixels: Float32Array;

  constructor(readonly size: number) {
    this.pixels = new Float32Array(3 * size * size);
  }

  /** Blends a color over the pixels that the shape covers. */
  fill(shape: Shape, [red, green, blue]: Rgb, alpha = 1): void {
    if (alpha <= 0) return;
    const { pixels, size } = this;
    const [x1, y1, x2, y2] = pixelRange(shape, size);
    for (let y = y1; y < y2; y++) {
      for (let x = x1; x < x2; x++) {
        const distance = shape.distance(x + 0.5, y + 0.5);
        if (distance >= 0.5) {
          x += pixelsToSkip(distance);
          continue;
        }
        const at = 3 * (y * size + x);
        const share = distance <= -0.5 ? alpha : alpha * (0.5 - distance);
        pixels[at] += share * (red - pixels[at]);
        pixels[at + 1] += share * (green - pixels[at + 1]);
        pixels[at + 2] += share * (blue - pixels[at + 2]);
      }
    }
  }

  fillRect(box: XyxyBox, color: Rgb, alpha = 1): void {
    this.fillGradient(box, color, color, alpha);
  }

  /** Fills an upright rectangle with a color that changes evenly from its upper to its lower edge. */
  fillGradient([x1, y1, x2, y2]: XyxyBox, top: Rgb, bottom: Rgb, alpha = 1): void {
    const { pixels, size } = this;
    const [left, right] = [Math.max(0, Math.floor(x1)), Math.min(size, Math.ceil(x2))];
    const [first, last] = [Math.max(0, Math.floor(y1)), Math.min(size, Math.ceil(y2))];
    for (let y = first; y < last; y++) {
      const t = Math.min(1, Math.max(0, (y + 0.5 - y1) / (y2 - y1)));
      const red = top[0] + t * (bottom[0] - top[0]);
      const green = top[1] + t * (bottom[1] - top[1]);
      const blue = top[2] + t * (bottom[2] - top[2]);
      const rowShare = alpha * (Math.min(y + 1, y2) - Math.max(y, y1));
      let at = 3 * (y * size + left);
      for (let x = left; x < right; x++, at += 3) {
        const share = rowShare * (Math.min(x + 1, x2) - Math.max(x, x1));
        pixels[at] += share * (red - pixels[at]);
        pixels[at + 1] += share * (green - pixels[at + 1]);
        pixels[at + 2] += share * (blue - pixels[at + 2]);
      }
    }
  }
}

/** In a mask: a pixel of a part that cannot be seen, and of one that can. */
const HIDDEN = 1;
const VISIBLE = 2;

/** The pixels that belong to something: those whose centers its shapes contain. */
export class PixelMask {
  /** Per pixel: 0, HIDDEN or VISIBLE. */
  private readonly marks: Uint8Array;
  private readonly low: [number, number];
  private readonly high: [number, number] = [0, 0];
  /** Number of visible pixels. */
  area = 0;

  constructor(private readonly size: number) {
    this.marks = new Uint8Array(size * size);
    this.low = [size, size];
  }

  mark(shape: Shape, visible = true): void {
    const value = visible ? VISIBLE : HIDDEN;
    const [x1, y1, x2, y2] = pixelRange(shape, this.size);
    for (let y = y1; y < y2; y++) {
      for (let x = x1; x < x2; x++) {
        const distance = shape.distance(x + 0.5, y + 0.5);
        if (distance <= 0) this.markPixel(x, y, value);
        else x += pixelsToSkip(distance);
      }
    }
  }

  /** The tight box around the marked pixels, visible or not; null where none is marked. */
  get bounds(): readonly [number, number, number, number] | null {
    return this.high[0] === 0 ? null : [...this.low, ...this.high];
  }

  private markPixel(x: number, y: number, value: number): void {
    const at = y * this.size + x;
    if (this.marks[at] >= value) return;
    this.marks[at] = value;
    if (value === VISIBLE) this.area++;
    this.low[0] = Math.min(this.low[0], x);
    this.low[1] = Math.min(this.low[1], y);
    this.high[0] = Math.max(this.high[0], x + 1);
    this.high[1] = Math.max(this.high[1], y + 1);
  }
}

/** How many of the next pixels a shape this far away cannot reach: distances are never overestimated. */
function pixelsToSkip(distance: number): number {
  return distance > 2 ? Math.floor(distance) - 1 : 0;
}

function pixelRange({ bounds }: Shape, size: number): [number, number, number, number] {
  return [
    Math.max(0, Math.floor(bounds[0] - 0.5)),
    Math.max(0, Math.floor(bounds[1] - 0.5)),
    Math.min(size, Math.ceil(bounds[2] + 0.5)),
    Math.min(size, Math.ceil(bounds[3] + 0.5)),
  ];
}
