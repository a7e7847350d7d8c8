import type { ReadAt } from './check-format';
import { MAX_BYTES, RGB } from './check-need';

const MAX_SEGMENTS = 1000;
const SOS = 0xda;

/**
 * Checks the size of a JPEG before anything is decoded.
 *
 * @returns its number of pixels, null where the header is damaged
 */
export function checkJpeg(readAt: ReadAt, fail: (what: string) => never): number | null {
  let at = 2;
  for (let segment = 0; segment < MAX_SEGMENTS; segment++) {
    const bytes = readAt(at, 34);
    const marker = bytes[1];
    if (bytes.length < 10 || bytes[0] !== 0xff || marker === SOS) return null;
    if (isFrame(marker)) return checkFrame(marker, bytes, fail);
    // A marker may be preceded by fill bytes.
    at += marker === 0xff ? 1 : 2 + bytes[2] * 256 + bytes[3];
  }
  return null;
}

function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

function checkFrame(marker: number, bytes: Uint8Array, fail: (what: string) => never): number {
  const height = bytes[5] * 256 + bytes[6];
  const width = bytes[7] * 256 + bytes[8];
  const sampling = Array.from({ length: Math.min(bytes[9], 4) }, (_, i) => bytes[11 + 3 * i]);
  const areas = sampling.map((factors) => (factors >> 4) * (factors & 15));
  const largest = Math.max(...areas, 1);
  const perPixel = areas.reduce((sum, area) => sum + area / largest, 0);
  // The coefficients of a progressive image are all in memory until its last scan, and then its pixels beside them.
  const needed = (2 * perPixel + RGB) * width * height;
  if (marker % 4 === 2 && needed > MAX_BYTES) {
    fail(
      `is a progressive JPEG of ${width}×${height} with ${areas.length} channels, ` +
        `${Math.round(needed / 2 ** 20)} MiB to decode; save it as a baseline JPEG.`,
    );
  }
  return width * height;
}
