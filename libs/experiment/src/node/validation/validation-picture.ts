import { drawPhoto, tileImages } from '@turbo-hoi/datasets/node';
import { drawOverlay, type ExampleImage, type View } from '@turbo-hoi/visualization';

/** Images of a picture, and the side of each in pixels. */
export const PICTURE_IMAGES = 4;
const SIDE = 320;

/**
 * Images side by side: their annotations above, the predictions of a stage below.
 *
 * @returns a PNG; null without images
 */
export async function validationPicture(
  examples: readonly ExampleImage[],
  stage: number,
): Promise<Uint8Array | null> {
  if (examples.length === 0) return null;
  const views: View[] = ['truth', stage];
  const rows = await Promise.all(
    views.map((view) => Promise.all(examples.map((example) => drawn(example, view)))),
  );
  return tileImages(rows, SIDE);
}

async function drawn(example: ExampleImage, view: View): Promise<Uint8Array> {
  const draw = (image?: string) => drawOverlay(example, view, { image });
  return (await drawPhoto(example.image, draw, false, { least: SIDE, most: SIDE })).png;
}
