import { crc32, inflateSync } from 'node:zlib';
import { createRng, type RgbImage } from '@turbo-hoi/core';
import { encodePng } from './encode-png';
import { pngDataUri } from './png-data-uri';

const noise = (width: number, height: number): RgbImage => {
  const rng = createRng(1);
  return {
    width,
    height,
    data: Uint8Array.from({ length: 3 * width * height }, () => rng.int(256)),
  };
};

/** 4 · x + 2 · y in every channel: predicted exactly by its neighbours. */
const ramp = (width: number, height: number): RgbImage => ({
  width,
  height,
  data: Uint8Array.from({ length: 3 * width * height }, (_, i) => {
    const pixel = Math.floor(i / 3);
    return 4 * (pixel % width) + 2 * Math.floor(pixel / width);
  }),
});

describe('encodePng', () => {
  it.each([
    ['noise', noise(13, 7)],
    ['a ramp', ramp(31, 29)],
    ['one pixel', noise(1, 1)],
    ['one column', noise(1, 9)],
  ])('encodes %s without loss', async (_, image) => {
    expect(decode(await encodePng(image))).toEqual(image);
  });

  it('compresses a predictable image', async () => {
    expect((await encodePng(ramp(32, 32))).length).toBeLessThan(400);
  });

  it('rejects data that do not match the size', async () => {
    await expect(encodePng({ data: new Uint8Array(11), width: 2, height: 2 })).rejects.toThrow(
      /got 11 bytes for 2 × 2 pixels/,
    );
    await expect(encodePng({ data: new Uint8Array(0), width: 0, height: 2 })).rejects.toThrow(
      expect.objectContaining({ kind: 'shape' }),
    );
  });
});

describe('pngDataUri', () => {
  it('holds the PNG in base64', async () => {
    const uri = await pngDataUri(noise(5, 4));
    const [head, body] = uri.split(',');
    expect(head).toBe('data:image/png;base64');
    expect(decode(Uint8Array.from(Buffer.from(body, 'base64')))).toEqual(noise(5, 4));
  });
});

/** Decodes PNGs written by encodePng and checks their checksums. */
function decode(png: Uint8Array): RgbImage {
  expect([...png.subarray(0, 8)]).toEqual([137, 80, 78, 71, 13, 10, 26, 10]);
  const view = new DataView(png.buffer, png.byteOffset, png.length);
  const chunks = new Map<string, Uint8Array>();
  for (let at = 8; at < png.length;) {
    const length = view.getUint32(at);
    const body = png.subarray(at + 4, at + 8 + length);
    expect(view.getUint32(at + 8 + length)).toBe(crc32(body));
    chunks.set(String.fromCharCode(...body.subarray(0, 4)), body.subarray(4));
    at += 12 + length;
  }
  expect([...chunks.keys()]).toEqual(['IHDR', 'IDAT', 'IEND']);
  const header = chunks.get('IHDR')!;
  const [width, height] = [header[3] + 256 * header[2], header[7] + 256 * header[6]];
  expect([...header.subarray(8)]).toEqual([8, 2, 0, 0, 0]);
  return { width, height, data: unfilter(inflateSync(chunks.get('IDAT')!), width, height) };
}

function unfilter(rows: Uint8Array, width: number, height: number): Uint8Array {
  const stride = 3 * width;
  const data = new Uint8Array(stride * height);
  for (let y = 0; y < height; y++) {
    const filter = rows[y * (stride + 1)];
    for (let i = 0; i < stride; i++) {
      const a = i >= 3 ? data[y * stride + i - 3] : 0;
      const b = y > 0 ? data[(y - 1) * stride + i] : 0;
      const c = i >= 3 && y > 0 ? data[(y - 1) * stride + i - 3] : 0;
      const p = a + b - c;
      const nearest = [a, b, c].reduce((best, value) =>
        Math.abs(p - value) < Math.abs(p - best) ? value : best,
      );
      const prediction = [0, a, b, Math.floor((a + b) / 2), nearest][filter];
      data[y * stride + i] = rows[y * (stride + 1) + 1 + i] + prediction;
    }
  }
  return data;
}
