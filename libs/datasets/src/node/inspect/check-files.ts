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
    const size = await shownSize(path);
    if (size.width !== width || size.height !== height) {
      const got = `${size.width} × ${size.height}, annotated ${width} × ${height}`;
      findings.add('other-size', `${where}: ${got}`);
    }
  } catch (error) {
    findings.add('unreadable-file', `${where}: ${path} (${(error as Error).message})`);
  }
}

/** After EXIF's rotation: orientations from 5 on swap the sides. */
async function shownSize(path: string): Promise<{ width: number; height: number }> {
  const { width, height, orientation = 1 } = await sharp(path).metadata();
  return orientation >= 5 ? { width: height, height: width } : { width, height };
}
