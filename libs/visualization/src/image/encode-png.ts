import { joinBytes, type RgbImage, TurboHoiError } from '@turbo-hoi/core';
import { crc32 } from '@turbo-hoi/files';

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
const CHANNELS = 3;

/**
 * Encodes an 8-bit RGB PNG (ISO/IEC 15948), compressed by the platform's `CompressionStream`.
 *
 * @throws TurboHoiError `shape` if the data are not `3 · width · height` bytes
 */
export async function encodePng({ data, width, height }: RgbImage): Promise<Uint8Array> {
  if (!(width > 0 && height > 0) || data.length !== CHANNELS * width * height) {
    throw new TurboHoiError(
      'shape',
      `encodePng: got ${data.length} bytes for ${width} × ${height} pixels; ` +
        `expected ${CHANNELS} · width · height, both at least 1. Pass row-major RGB.`,
    );
  }
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  // 8 bits per sample, colour type 2 (RGB); deflate, adaptive filters, not interlaced.
  header.set([8, 2, 0, 0, 0], 8);
  return joinBytes([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('IDAT', await deflate(filterRows(data, width, height))),
    chunk('IEND', new Uint8Array(0)),
  ]);
}

/** Each row with the filter (none, sub, up, average, Paeth) of the smallest sum of absolute differences. */
function filterRows(data: Uint8Array, width: number, height: number): Uint8Array {
  const stride = CHANNELS * width;
  const rows = new Uint8Array(height * (stride + 1));
  const candidates = Array.from({ length: 5 }, () => new Uint8Array(stride));
  for (let y = 0; y < height; y++) {
    for (let i = 0; i < stride; i++) {
      const at = y * stride + i;
      const left = i < CHANNELS ? 0 : data[at - CHANNELS];
      const up = y === 0 ? 0 : data[at - stride];
      const corner = i < CHANNELS || y === 0 ? 0 : data[at - stride - CHANNELS];
      candidates[0][i] = data[at];
      candidates[1][i] = data[at] - left;
      candidates[2][i] = data[at] - up;
      candidates[3][i] = data[at] - ((left + up) >> 1);
      candidates[4][i] = data[at] - paeth(left, up, corner);
    }
    const costs = candidates.map(absoluteSum);
    const filter = costs.indexOf(Math.min(...costs));
    rows[y * (stride + 1)] = filter;
    rows.set(candidates[filter], y * (stride + 1) + 1);
  }
  return rows;
}

function paeth(left: number, up: number, corner: number): number {
  const toLeft = Math.abs(up - corner);
  const toUp = Math.abs(left - corner);
  const toCorner = Math.abs(left + up - 2 * corner);
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}

function absoluteSum(row: Uint8Array): number {
  // Differences are signed bytes: 255 is -1.
  return row.reduce((sum, value) => sum + (value < 128 ? value : 256 - value), 0);
}

async function deflate(bytes: Uint8Array): Promise<Uint8Array> {
  const stream = new Blob([bytes]).stream();
  const deflated = stream.pipeThrough(new CompressionStream('deflate'));
  return new Uint8Array(await new Response(deflated).arrayBuffer());
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const body = joinBytes([Uint8Array.from(type, (char) => char.charCodeAt(0)), data]);
  const framed = new Uint8Array(body.length + 8);
  const view = new DataView(framed.buffer);
  view.setUint32(0, data.length);
  framed.set(body, 4);
  view.setUint32(framed.length - 4, crc32(body));
  return framed;
}
