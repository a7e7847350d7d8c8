import { toRgbImage } from './photo-image';

const rgb = { width: 2, height: 1, data: Uint8Array.of(1, 2, 3, 4, 5, 6) };
const rgba = { width: 2, height: 1, data: Uint8ClampedArray.of(1, 2, 3, 255, 4, 5, 6, 0) };

test('keeps RGB and drops the alpha of RGBA', () => {
  expect(toRgbImage(rgb)).toEqual(rgb);
  expect(toRgbImage(rgba)).toEqual(rgb);
  expect(toRgbImage({ ...rgb, data: Uint8ClampedArray.from(rgb.data) })).toEqual(rgb);
});

test.each([
  [{ ...rgb, height: 2 }],
  [{ ...rgb, width: 0, height: 0, data: new Uint8Array() }],
  [{ ...rgb, width: 1.5, height: 4 / 3 }],
])('rejects a wrong number of bytes, %#', (image) => {
  expect(() => toRgbImage(image)).toThrow('expected 3 (RGB) or 4 (RGBA) per pixel');
});

describe('a drawable', () => {
  const scope = globalThis as { OffscreenCanvas?: unknown; document?: unknown };
  afterEach(() => {
    delete scope.OffscreenCanvas;
    delete scope.document;
  });
  const context = () => ({ drawImage: jest.fn(), getImageData: jest.fn(() => rgba) });

  test('is drawn at the size of the file, not of the page', () => {
    const drawing = context();
    const sizes: number[][] = [];
    scope.OffscreenCanvas = class {
      constructor(...size: number[]) {
        sizes.push(size);
      }
      getContext = () => drawing;
    };
    const photo = { width: 20, height: 10, naturalWidth: 2, naturalHeight: 1 };
    expect(toRgbImage(photo)).toEqual(rgb);
    expect(drawing.drawImage).toHaveBeenCalledWith(photo, 0, 0);
    expect(sizes).toEqual([[2, 1]]);
  });

  test('is drawn on a canvas of the document without an OffscreenCanvas', () => {
    const canvas = { width: 0, height: 0, getContext: context };
    scope.document = { createElement: () => canvas };
    expect(toRgbImage({ width: 2, height: 1 })).toEqual(rgb);
    expect([canvas.width, canvas.height]).toEqual([2, 1]);
  });

  test('has to be loaded, and needs a canvas', () => {
    expect(() => toRgbImage({ width: 2, height: 1, naturalWidth: 0, naturalHeight: 0 })).toThrow(
      'expected a loaded image',
    );
    expect(() => toRgbImage({ width: 2, height: 1 })).toThrow('there is no canvas here');
    expect(() => toRgbImage(null as never)).toThrow('got an image of undefined');
  });
});
