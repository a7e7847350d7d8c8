import { type TurboHoiError, type RgbImage } from '@turbo-hoi/core';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { readImage } from './read-image';

const WIDTH = 24;
const HEIGHT = 16;
const PIXELS = Uint8Array.from(
  { length: 3 * WIDTH * HEIGHT },
  (_, i) => 40 + 5 * (Math.floor(i / 3) % WIDTH) + 20 * (i % 3),
);

const picture = () => sharp(PIXELS, { raw: { width: WIDTH, height: HEIGHT, channels: 3 } });
const grid = (data: Uint8Array | Uint16Array, channels: 1 | 2 | 3 | 4) =>
  sharp(data, { raw: { width: 2, height: 2, channels } });
const pixels = ({ data }: RgbImage) => [...data];
const failure = (promise: Promise<unknown>): Promise<TurboHoiError> =>
  promise.then(
    () => Promise.reject(new Error('expected a failure')),
    (error) => error,
  );

/** Left column red, the rest blue, to detect rotations. */
const turned = (orientation: number) =>
  sharp(Uint8Array.from([255, 0, 0, 0, 0, 255, 0, 0, 255, 255, 0, 0, 0, 0, 255, 0, 0, 255]), {
    raw: { width: 3, height: 2, channels: 3 },
  })
    .withMetadata({ orientation })
    .png()
    .toBuffer();
const reds = ({ data, width }: RgbImage) =>
  Array.from({ length: data.length / 3 }, (_, i) => i)
    .filter((i) => data[3 * i] > 128)
    .map((i) => [i % width, Math.floor(i / width)]);

describe('readImage', () => {
  it.each([
    ['PNG', () => picture().png()],
    ['interlaced PNG', () => picture().png({ progressive: true })],
    ['palette PNG', () => picture().png({ palette: true })],
    ['WebP', () => picture().webp({ lossless: true })],
    ['TIFF', () => picture().tiff({ compression: 'lzw' })],
    ['GIF', () => picture().gif()],
  ])('reads a %s pixel by pixel', async (_, encode) => {
    const image = await readImage(await encode().toBuffer());
    expect([image.width, image.height]).toEqual([WIDTH, HEIGHT]);
    expect(image.data).toEqual(PIXELS);
    expect(image.data).toBeInstanceOf(Uint8Array);
  });

  it.each([
    ['baseline', false],
    ['progressive', true],
  ])('reads a %s JPEG to within its losses', async (_, progressive) => {
    const bytes = await picture()
      .jpeg({ quality: 100, chromaSubsampling: '4:4:4', progressive })
      .toBuffer();
    const { data } = await readImage(bytes);
    expect(Math.max(...data.map((value, i) => Math.abs(value - PIXELS[i])))).toBeLessThan(4);
  });

  it('spreads grey over three channels and drops transparency', async () => {
    const grey = await grid(Uint8Array.from([0, 90, 200, 255]), 1).toColourspace('b-w');
    const expected = [0, 90, 200, 255].flatMap((value) => [value, value, value]);
    expect(pixels(await readImage(await grey.png().toBuffer()))).toEqual(expected);
    const seeThrough = grid(Uint8Array.from([0, 255, 90, 128, 200, 0, 255, 7]), 2);
    expect(pixels(await readImage(await seeThrough.png().toBuffer()))).toEqual(expected);
    const color = await grid(Uint8Array.from(Array(4).fill([200, 100, 50, 0]).flat()), 4).png();
    expect(pixels(await readImage(await color.toBuffer()))).toEqual(
      Array(4).fill([200, 100, 50]).flat(),
    );
  });

  it('scales 16 bits to 8', async () => {
    const values = Uint16Array.from([0, 0x1234, 0x8080, 0xffff, 0x00ff, 0x4000, 1, 2, 3, 4, 5, 6]);
    const color = await grid(values, 3).toColourspace('rgb16').png().toBuffer();
    expect((await sharp(color).metadata()).depth).toBe('ushort');
    expect(pixels(await readImage(color))).toEqual([...values].map((value) => value >> 8));
    const grey = await grid(Uint16Array.from([0, 0x8080, 0xffff, 0x1234]), 1);
    const bytes = await grey.toColourspace('grey16').png().toBuffer();
    const expected = [0, 128, 255, 18].flatMap((value) => [value, value, value]);
    expect(pixels(await readImage(bytes))).toEqual(expected);
  });

  it('reads a CMYK JPEG in its colors', async () => {
    const flat = sharp({
      create: { width: 8, height: 8, channels: 3, background: { r: 180, g: 120, b: 90 } },
    });
    const bytes = await flat.toColourspace('cmyk').jpeg({ quality: 100 }).toBuffer();
    expect((await sharp(bytes).metadata()).space).toBe('cmyk');
    const { data } = await readImage(bytes);
    expect(data).toHaveLength(192);
    expect(Math.abs(data[0] - 180)).toBeLessThan(12);
    expect(Math.abs(data[1] - 120)).toBeLessThan(12);
    expect(Math.abs(data[2] - 90)).toBeLessThan(12);
  });

  it('reads the first frame of an animation', async () => {
    const frames = Buffer.concat([Buffer.alloc(12, 30), Buffer.alloc(12, 220)]);
    const raw = { width: 2, height: 4, channels: 3, pageHeight: 2 } as const;
    const gif = await sharp(frames, { raw }).gif().toBuffer();
    expect((await sharp(gif).metadata()).pages).toBe(2);
    const image = await readImage(gif);
    expect([image.height, ...image.data]).toEqual([2, ...Array(12).fill(30)]);
  });
});

describe('EXIF rotation', () => {
  it('is applied unless the annotations are for the stored pixels', async () => {
    const bytes = await turned(6);
    const upright = { width: 2, height: 3 };
    const stored = { width: 3, height: 2 };
    expect(await readImage(bytes)).toMatchObject(upright);
    expect(reds(await readImage(bytes))).toEqual([
      [0, 0],
      [1, 0],
    ]);
    expect(reds(await readImage(bytes, { expected: upright }))).toEqual([
      [0, 0],
      [1, 0],
    ]);
    expect(reds(await readImage(bytes, { expected: stored }))).toEqual([
      [0, 0],
      [0, 1],
    ]);
  });

  it('is applied where it does not change the size', async () => {
    const image = await readImage(await turned(3), { expected: { width: 3, height: 2 } });
    expect(reds(image)).toEqual([
      [2, 0],
      [2, 1],
    ]);
  });

  it('is not applied there to annotations of the stored pixels', async () => {
    const expected = { width: 3, height: 2 };
    const image = await readImage(await turned(3), { expected, orientation: 'stored' });
    expect(reds(image)).toEqual([
      [0, 0],
      [0, 1],
    ]);
    // A size that only the turned image has decides.
    const upright = { width: 2, height: 3 };
    expect(await readImage(await turned(6), { expected: upright, orientation: 'stored' })).toEqual(
      await readImage(await turned(6)),
    );
  });
});

describe('an image that takes far more memory than its pixels', () => {
  const large = (width: number, height: number) =>
    sharp({ create: { width, height, channels: 3, background: 'red' } });

  it('is a turned one', async () => {
    const bytes = await large(9000, 9000).jpeg().withMetadata({ orientation: 6 }).toBuffer();
    expect((await failure(readImage(bytes, { name: 'a.jpg' }))).message).toBe(
      'a.jpg: is a jpeg of 9000×9000 that EXIF turns (orientation 6), 463 MiB to decode; store it turned, or shrink it.',
    );
    const expected = { width: 9000, height: 9000 };
    expect(await readImage(bytes, { expected, orientation: 'stored' })).toMatchObject(expected);
  });

  it('is a GIF', async () => {
    const bytes = await large(8500, 8500).gif().toBuffer();
    expect((await failure(readImage(bytes, { name: 'a.gif' }))).message).toMatch(
      'a.gif: is a gif of 8500×8500, 482 MiB to decode; save it as JPEG or PNG, or shrink it.',
    );
  });
});

describe('an invalid image', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'turbo-hoi-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  async function file(name: string, content: Uint8Array | string): Promise<string> {
    await writeFile(join(folder, name), content);
    return join(folder, name);
  }

  it.each(['jpeg', 'png', 'webp'] as const)('refuses a truncated %s', async (format) => {
    const whole = await picture().resize(96, 64).toFormat(format, { quality: 95 }).toBuffer();
    const path = await file(`half.${format}`, whole.subarray(0, Math.floor(whole.length * 0.7)));
    const error = await failure(readImage(path));
    expect(error).toMatchObject({ kind: 'data' });
    expect(error.message).toMatch(
      new RegExp(`half.${format}: is damaged \\(\\d+ bytes.*\\); copy or`),
    );
  });

  it('reads the existing part of a truncated image with partial', async () => {
    const whole = await picture().resize(96, 64).jpeg({ quality: 95 }).toBuffer();
    const half = whole.subarray(0, whole.length - 200);
    await expect(readImage(half)).rejects.toThrow(/is damaged/);
    const image = await readImage(half, { partial: true });
    expect([image.width, image.height]).toEqual([96, 64]);
    expect([...image.data.subarray(0, 9)]).toEqual([
      ...(await readImage(whole)).data.subarray(0, 9),
    ]);
  });

  it.each([
    ['nothing', new Uint8Array(0), /nothing: is empty \(0 bytes\)/],
    ['text', 'Not Found', /text: is not an image \(9 bytes\); expected JPEG/],
    ['zeros', new Uint8Array(4000), /zeros: is not an image/],
    [
      'drawing',
      '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
      /drawing: is a drawing \(svg\)/,
    ],
    ['heic.jpg', '\0\0\0\x18ftypheic\0\0\0\0mif1heic', /heic\.jpg: is a HEIC image.*heif-convert/],
    ['page.jpg', '<!DOCTYPE html><html>', /page\.jpg: is a web page and is not read; the download/],
    ['pointer', 'version https://git-lfs.github.com/spec/v1\n', /Git LFS.*git lfs pull/],
  ])('refuses %s', async (name, content, message) => {
    const error = await failure(readImage(await file(name, content)));
    expect(error).toMatchObject({ kind: 'data', message: expect.stringMatching(message) });
  });

  it('refuses a missing file and a folder', async () => {
    expect(await failure(readImage(join(folder, 'gone.jpg')))).toMatchObject({
      kind: 'io',
      message: expect.stringMatching(/gone\.jpg: cannot be read \(there is no such file\)/),
    });
    expect(await failure(readImage(folder))).toMatchObject({
      kind: 'io',
      message: expect.stringMatching(/is not a file/),
    });
  });

  it('refuses more pixels than allowed, before it decodes them', async () => {
    const bomb = await sharp({
      create: { width: 12_000, height: 9_000, channels: 3, background: 'red' },
    })
      .png({ compressionLevel: 1 })
      .toBuffer();
    const error = await failure(readImage(bomb, { name: 'bomb.png' }));
    expect(error).toMatchObject({
      kind: 'data',
      message: expect.stringMatching(/^bomb\.png: is 12000×9000, more than the 100,000,000 pixels/),
    });
    const small = await picture().png().toBuffer();
    await expect(readImage(small, { maxPixels: 383 })).rejects.toThrow(/24×16, more than the 383/);
    await expect(readImage(small, { maxPixels: 384 })).resolves.toMatchObject({ width: WIDTH });
  });

  it.each([
    ['a row of 99,999,999 pixels', [99_999_999, 1, 8, 2, 0], /sides of at most 65535 pixels/],
    ['10,000 rows in a few bytes', [9000, 9000, 8, 2, 0], /claims 9000×9000 pixels in \d+ bytes/],
    ['a large interlaced image', [9000, 9000, 16, 6, 1], /618 MiB to decode; save it without/, 1e6],
  ])(
    'refuses %s by the header of the PNG',
    async (_, [width, height, ...rest], message, extra = 0) => {
      const png = await picture().png().toBuffer();
      png.writeUInt32BE(width, 16);
      png.writeUInt32BE(height, 20);
      png.set([rest[0], rest[1], 0, 0, rest[2]], 24);
      const decoding = jest.spyOn(sharp.prototype, 'toBuffer');
      const bytes = Buffer.concat([png, Buffer.alloc(extra)]);
      await expect(readImage(bytes)).rejects.toThrow(message);
      expect(decoding).not.toHaveBeenCalled();
      decoding.mockRestore();
    },
  );

  it('refuses a progressive JPEG whose coefficients would fill the memory', async () => {
    const jpeg = await picture().jpeg({ progressive: true, chromaSubsampling: '4:4:4' }).toBuffer();
    const frame = jpeg.indexOf(Uint8Array.of(0xff, 0xc2));
    jpeg.writeUInt16BE(9000, frame + 5);
    jpeg.writeUInt16BE(9000, frame + 7);
    await expect(readImage(jpeg)).rejects.toThrow(
      /is a progressive JPEG of 9000×9000 with 3 channels, 695 MiB to decode/,
    );
  });

  it('refuses an image of another size than its annotations, naming both', async () => {
    const path = await file('other.png', await picture().png().toBuffer());
    const error = await failure(readImage(path, { expected: { width: 640, height: 480 } }));
    expect(error).toMatchObject({
      kind: 'data',
      message: expect.stringMatching(/other\.png: the image is 24×16, .* for 640×480/),
    });
  });

  it('reads a replaced file again', async () => {
    const path = await file('same.png', await picture().png().toBuffer());
    await readImage(path);
    await file('same.png', await picture().negate().png().toBuffer());
    expect((await readImage(path)).data[0]).toBe(255 - PIXELS[0]);
  });
});
