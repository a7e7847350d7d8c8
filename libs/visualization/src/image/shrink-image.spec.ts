import { shrinkImage } from './shrink-image';

describe('shrinkImage', () => {
  const grey = (width: number, height: number, values: readonly number[]) => ({
    width,
    height,
    data: Uint8Array.from(values.flatMap((value) => [value, value, value])),
  });

  it('keeps a small image unchanged', () => {
    const image = grey(2, 1, [1, 2]);
    expect(shrinkImage(image, 2)).toBe(image);
  });

  it('averages blocks, at the border partial ones', () => {
    const image = grey(3, 2, [10, 20, 7, 30, 40, 9]);
    expect(shrinkImage(image, 2)).toEqual(grey(2, 1, [25, 8]));
  });
});
