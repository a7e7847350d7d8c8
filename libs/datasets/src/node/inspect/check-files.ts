import type { ImageAnnotations } from '@turbo-hoi/core';
import { access } from 'node:fs/promises';
import sharp from 'sharp';
import type { Findings } from '../../inspect/finding';

/**
 * Checks that an image's file is there and, at wish, that its header tells the annotated size.
 *
 * @param where the image, for messages
 */
export async function checkImageFile(
  path: string,
  { width, height }: Pick<ImageAnnotations, 'width' | 'height'>,
  where: string,
  findings: Findings,
  { header = false }: { readonly header?: boolean } = {},
): Promise<void> {
  const isThere = await access(path).then(
    () => true,
    () => false,
  );
  if (!isThere) return findings.add('missing-file', `${where}: ${path}`);
  if (!header) return;
  try {
    const got = await sidesOf(path);
    // Data sets differ in whether they mean the image as it is stored or as it is shown.
    const isMeant = ([w, h]: Sides) => w === width && h === height;
    if (isMeant(got.stored) || isMeant(got.shown)) return;
    const sizes = `${got.shown.join(' × ')}, annotated ${width} × ${height}`;
    findings.add('other-size', `${where}: ${sizes}`);
  } catch (error) {
    findings.add('unreadable-file', `${where}: ${path} (${(error as Error).message})`);
  }
}

type Sides = readonly [width: number, height: number];

/** EXIF orientations from 5 on swap the sides. */
async function sidesOf(path: string): Promise<{ stored: Sides; shown: Sides }> {
  const { width, height, orientation = 1 } = await sharp(path).metadata();
  const shown: Sides = orientation >= 5 ? [height, width] : [width, height];
  return { stored: [width, height], shown };
}
