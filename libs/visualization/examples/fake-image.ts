import type { RgbImage, Rng } from '@turbo-hoi/core';

type Rgb = readonly [number, number, number];
type Point = readonly [number, number];

/** A picture to draw simple shapes on. */
export class Canvas implements RgbImage {
  readonly data: Uint8Array;

  constructor(
    readonly width: number,
    readonly height: number,
  ) {
    this.data = new Uint8Array(3 * width * height);
  }

  /** Sky, ground and noise. */
  scenery(rng: Rng): void {
    const [sky, ground] = [color(rng), color(rng)];
    const horizon = this.height * rng.uniform(0.5, 0.75);
    for (let y = 0; y < this.height; y++) {
      const shade = 1 + (0.35 * (y - horizon)) / this.height;
      const [r, g, b] = y < horizon ? sky : ground;
      for (let x = 0; x < this.width; x++) {
        const noise = rng.uniform(-9, 9);
        this.set(x, y, [r * shade + noise, g * shade + noise, b * shade + noise]);
      }
    }
  }

  /** A line with round ends. */
  limb([ax, ay]: Point, [bx, by]: Point, width: number, rgb: Rgb): void {
    const [dx, dy] = [bx - ax, by - ay];
    const square = dx * dx + dy * dy || 1;
    const reach = width / 2;
    for (let y = Math.floor(Math.min(ay, by) - reach); y <= Math.max(ay, by) + reach; y++) {
      for (let x = Math.floor(Math.min(ax, bx) - reach); x <= Math.max(ax, bx) + reach; x++) {
        const along = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / square));
        if (Math.hypot(x - ax - along * dx, y - ay - along * dy) <= reach) this.set(x, y, rgb);
      }
    }
  }

  private set(x: number, y: number, [r, g, b]: Rgb): void {
    if (x < 0 || y < 0 || x >= this.width || y >= this.height) return;
    const at = 3 * (y * this.width + x);
    this.data[at] = clampByte(r);
    this.data[at + 1] = clampByte(g);
    this.data[at + 2] = clampByte(b);
  }
}

function clampByte(value: number): number {
  return Math.max(0, Math.min(255, value));
}

export function color(rng: Rng): Rgb {
  return [rng.uniform(40, 220), rng.uniform(40, 220), rng.uniform(40, 220)];
}
