import { type ImageAnnotations, TurboHoiError } from '@turbo-hoi/core';
import { access } from 'node:fs/promises';
import sharp from 'sharp';
import type { Findings } from '../../inspect/finding';
import { checkFormat } from '../images/check-format';

/**
 * Checks that an image's file exists and, optionally, that its header has the annotated size.
 *
 * @param findPath returns the path, or throws a TurboHoiError that says why there is none
 * @param where the image, for messages
 */
export async function checkImageFile(
  findPath: () => string | undefined,
  { width, height }: Pick<ImageAnnotations, 'width' | 'height'>,
  where: string,
  findings: Findings,
  { header = false }: { readonly header?: boolean } = {},
): Promise<void> {
  let path: string | undefined;
  try {
    path = findPath();
  } catch (error) {
    if (!(error instanceof TurboHoiError)) throw error;
    return findings.add('missing-file', `${where}: ${error.message}`);
  }
  if (path === undefined) return;
  const isThere = await access(path).then(
    () => true,
    () => false,
  );
  if (!isThere) return findings.add('missing-file', `${where}: ${path}`);
  if (!header) return;
  try {
    checkFormat(path, '', true);
    const got = await sidesOf(path);
    // Some data sets annotate the image as stored, others with EXIF rotation.
    const isMeant = ([w, h]: Sides) => w === width && h === height;
    const [stored, shown] = [isMeant(got.stored), isMeant(got.shown)];
    if (stored && shown && got.orientation !== 1) {
      const what = `${path} has EXIF orientation ${got.orientation}`;
      findings.add('turned-image', `${where}: ${what}`);
    }
    if (stored || shown) return;
    const sizes = `${got.shown.join(' × ')}, annotated ${width} × ${height}`;
    findings.add('other-size', `${where}: ${sizes}`);
  } catch (error) {
    findings.add(
      'unreadable-file',
      `${where}: ${path} (${(error as Error).message.replace(/^: /, '')})`,
    );
  }
}

type Sides = readonly [width: number, height: number];

/** EXIF orientations from 5 on swap the sides. */
async function sidesOf(
  path: string,
): Promise<{ stored: Sides; shown: Sides; orientation: number }> {
  const { width, height, orientation = 1 } = await sharp(path).metadata();
  const shown: Sides = orientation >= 5 ? [height, width] : [width, height];
  return { stored: [width, height], shown, orientation };
}
