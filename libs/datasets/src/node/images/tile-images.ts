import sharp from 'sharp';

/** Pixels between two images. */
const GAP = 8;
const GROUND = '#0b0e14';

/**
 * Joins pictures to one PNG, row by row; smaller ones are centered in their tile.
 *
 * @param rows encoded pictures, such as PNGs; at least one
 * @param side the side of a tile in pixels; larger pictures are shrunk
 */
export async function tileImages(
  rows: readonly (readonly Uint8Array[])[],
  side: number,
): Promise<Uint8Array> {
  const columns = Math.max(...rows.map((row) => row.length));
  const tiles = rows.flatMap((row, y) => row.map((picture, x) => ({ picture, x, y })));
  const layers = await Promise.all(
    tiles.map(async ({ picture, x, y }) => ({
      input: await sharp(picture)
        .resize({ width: side, height: side, fit: 'contain', background: GROUND })
        .png({ compressionLevel: 0 })
        .toBuffer(),
      left: x * (side + GAP),
      top: y * (side + GAP),
    })),
  );
  const length = (count: number) => count * (side + GAP) - GAP;
  const ground = { width: length(columns), height: length(rows.length), channels: 3 } as const;
  return sharp({ create: { ...ground, background: GROUND } })
    .composite(layers)
    .png()
    .toBuffer();
}
