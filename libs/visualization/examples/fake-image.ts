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
    this.paint((_, y) => {
      const shade = 1 + (0.35 * (y - horizon)) / this.height;
      return (y < horizon ? sky : ground).map((v) => v * shade + rng.uniform(-9, 9));
    });
  }

  /** A line with round ends. */
  limb([ax, ay]: Point, [bx, by]: Point, width: number, rgb: Rgb): void {
    const [dx, dy] = [bx - ax, by - ay];
    const square = dx * dx + dy * dy || 1;
    this.paint((x, y) => {
      const along = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / square));
      const distance = Math.hypot(x - ax - along * dx, y - ay - along * dy);
      return distance <= width / 2 ? rgb : null;
    });
  }

  private paint(colorAt: (x: number, y: number) => readonly number[] | null): void {
    for (let y = 0; y < this.height; y++) {
      for (let x = 0; x < this.width; x++) {
        const rgb = colorAt(x, y);
        rgb?.forEach((value, c) => {
          this.data[3 * (y * this.width + x) + c] = Math.max(0, Math.min(255, value));
        });
      }
    }
  }
}

export function color(rng: Rng): Rgb {
  return [rng.uniform(40, 220), rng.uniform(40, 220), rng.uniform(40, 220)];
}
