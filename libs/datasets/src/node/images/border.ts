import type { RgbImage } from '@turbo-hoi/core';

/** Pads an image by repeating its edge pixels. */
export function withBorder({ data, width, height }: RgbImage, border: number): RgbImage {
  const [wide, high] = [width + 2 * border, height + 2 * border];
  const out = new Uint8Array(3 * wide * high);
  for (let y = 0; y < high; y++) {
    const from = Math.min(height - 1, Math.max(0, y - border));
    const row = data.subarray(3 * from * width, 3 * (from + 1) * width);
    const at = 3 * y * wide;
    out.set(row, at + 3 * border);
    for (let x = 0; x < border; x++) {
      out.set(row.subarray(0, 3), at + 3 * x);
      out.set(row.subarray(-3), at + 3 * (border + width + x));
    }
  }
  return { data: out, width: wide, height: high };
}

export interface Crop {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Crops an image. */
export function cropped(image: RgbImage, { left, top, width, height }: Crop): RgbImage {
  const data = new Uint8Array(3 * width * height);
  for (let y = 0; y < height; y++) {
    const from = 3 * ((y + top) * image.width + left);
    data.set(image.data.subarray(from, from + 3 * width), 3 * y * width);
  }
  return { data, width, height };
}
