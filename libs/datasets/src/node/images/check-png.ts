const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
const MAX_SIDE = 65_535;
/** Deflate's largest ratio: a file cannot hold more pixels than this allows. */
const MAX_RATIO = 1032;
/** An interlaced image is decoded as a whole, in its own depth and channels. */
const MAX_INTERLACED = 256 * 2 ** 20;
const HEADER_BYTES = 29;

/**
 * Checks the header of a PNG against the size of its file before anything is decoded.
 *
 * @param size of the file in bytes
 * @returns its number of pixels, null for a header that is cut off
 */
export function checkPng(
  start: Uint8Array,
  size: number,
  fail: (what: string) => never,
): number | null {
  if (start.length < HEADER_BYTES) return null;
  const view = new DataView(start.buffer, start.byteOffset, start.byteLength);
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  const depth = start[24];
  const channels = CHANNELS[start[25]] ?? 4;
  const shape = `${width}×${height}`;
  if (width > MAX_SIDE || height > MAX_SIDE) {
    fail(`is ${shape}; expected sides of at most ${MAX_SIDE} pixels. Crop or shrink it.`);
  }
  const bytes = Math.ceil((width * channels * depth) / 8) * height;
  if (bytes > size * MAX_RATIO) {
    fail(`claims ${shape} pixels in ${size} bytes, too few for them; copy or download it again.`);
  }
  if (start[28] !== 0 && bytes > MAX_INTERLACED) {
    fail(
      `is an interlaced PNG of ${shape} with ${channels} × ${depth} bits, ${Math.round(bytes / 2 ** 20)} MiB to decode; ` +
        'save it without interlacing.',
    );
  }
  return width * height;
}
