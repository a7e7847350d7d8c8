import { Canvas, PixelMask } from './canvas';
import {
  capsule,
  disc,
  ellipse,
  halfPlane,
  intersection,
  outline,
  polygon,
  rectangle,
  type Shape,
} from './shape';

const SIZE = 64;
const SHAPES: Record<string, [Shape, area: number]> = {
  disc: [disc([30.3, 31.7], 12), Math.PI * 144],
  ellipse: [ellipse([31, 33], 20, 6, [0.6, 0.8]), Math.PI * 120],
  capsule: [capsule([12, 12], [42, 52], 4), 50 * 8 + Math.PI * 16],
  'tapered capsule': [capsule([12, 50], [52, 50], 6, 2), 40 * 8 + Math.PI * 20],
  rectangle: [rectangle([10.25, 20.25, 40.3, 33.3]), 30.05 * 13.05],
  polygon: [
    polygon([
      [10, 10],
      [50, 10],
      [50, 40],
    ]),
    600,
  ],
  'polygon the other way round': [
    polygon([
      [50, 40],
      [50, 10],
      [10, 10],
    ]),
    600,
  ],
  'round polygon': [
    polygon(
      [
        [20, 20],
        [40, 20],
        [40, 40],
        [20, 40],
      ],
      3,
    ),
    26 * 26,
  ],
  outline: [outline(disc([32, 32], 15), 4), Math.PI * (17 ** 2 - 13 ** 2)],
  'half disc': [intersection(disc([32, 32], 20), halfPlane([32, 32], [0, -1])), Math.PI * 200],
};

function coverage(paint: (canvas: Canvas) => void): Float32Array {
  const canvas = new Canvas(SIZE);
  paint(canvas);
  return canvas.pixels.filter((_, i) => i % 3 === 0);
}

const sum = (values: ArrayLike<number>) => Array.from(values).reduce((a, b) => a + b, 0);

describe.each(Object.entries(SHAPES))('a %s', (_, [shape, area]) => {
  it('covers its area, on the canvas and in a mask', () => {
    expect(sum(coverage((canvas) => canvas.fill(shape, [1, 1, 1]))) / area).toBeCloseTo(1, 2);
    const mask = new PixelMask(SIZE);
    mask.mark(shape);
    expect(mask.area / area).toBeCloseTo(1, 1);
  });

  it('is painted the same whether pixels are skipped or not', () => {
    const painted = coverage((canvas) => canvas.fill(shape, [1, 1, 1]));
    const expected = painted.map((_value, i) => {
      const distance = shape.distance((i % SIZE) + 0.5, Math.floor(i / SIZE) + 0.5);
      return Math.min(1, Math.max(0, 0.5 - distance));
    });
    expect(painted).toEqual(expected);
  });
});

describe('Canvas', () => {
  it('blends by alpha and leaves pixels beyond the frame out', () => {
    const canvas = new Canvas(4);
    canvas.fill(rectangle([-10, -10, 2, 2]), [200, 100, 0], 0.5);
    expect([...canvas.pixels.subarray(0, 9)]).toEqual([100, 50, 0, 100, 50, 0, 0, 0, 0]);
    canvas.fill(disc([50, 50], 3), [1, 1, 1]);
    expect(sum(canvas.pixels)).toBe(4 * 150);
  });

  it('fills gradients from top to bottom, with part of a pixel at the edges', () => {
    const canvas = new Canvas(4);
    canvas.fillGradient([0.5, 0, 4, 4], [0, 0, 0], [80, 80, 80]);
    expect([0, 1, 2, 3].map((y) => canvas.pixels[12 * y + 3])).toEqual([10, 30, 50, 70]);
    expect(canvas.pixels[0]).toBe(5);
  });
});

describe('PixelMask', () => {
  it('counts a pixel once and knows the box around all', () => {
    const mask = new PixelMask(16);
    expect(mask.bounds).toBeNull();
    mask.mark(rectangle([2, 3, 6, 5]));
    mask.mark(rectangle([4, 3, 9, 5]));
    expect([mask.area, mask.bounds]).toEqual([14, [2, 3, 9, 5]]);
  });

  it('stays empty for a shape outside the frame', () => {
    const mask = new PixelMask(16);
    mask.mark(disc([-20, 8], 10));
    expect(mask.bounds).toBeNull();
  });
});
