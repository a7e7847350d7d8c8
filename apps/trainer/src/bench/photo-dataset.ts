import {
  createRng,
  type Dataset,
  type ImageAnnotations,
  type RgbImage,
  type Rng,
} from '@turbo-hoi/core';
import { SYNTHETIC_INFO } from '@turbo-hoi/datasets';
import { encodeImage, fileSplit, resizeImage } from '@turbo-hoi/datasets/node';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The most common image size of COCO. */
export const PHOTO = { width: 640, height: 480 } as const;

const PEOPLE = 2;

/** Writes JPEGs of COCO's size into a folder, and returns them as a data set with the embedded set's vocabulary. */
export async function photoDataset(folder: string, count: number): Promise<Dataset> {
  const rng = createRng(0).fork('photos');
  const annotations: ImageAnnotations[] = [];
  for (let index = 0; index < count; index++) {
    const random = rng.fork('photo', index);
    const fileName = `${index}.jpg`;
    await writeFile(join(folder, fileName), await encodeImage(await paint(random), 'jpeg'));
    annotations.push(annotate(index, fileName, random));
  }
  const split = (name: string, size: number) =>
    fileSplit({
      name,
      size,
      annotations: (index) => annotations[index],
      imagePath: (index) => join(folder, annotations[index].fileName!),
    });
  const [train, empty] = [split('photos', count), split('no photos', 0)];
  return { info: SYNTHETIC_INFO, split: (name) => (name === 'train' ? train : empty) };
}

/** Noise at several scales, which compresses to about the size of a photograph. */
async function paint(rng: Rng): Promise<RgbImage> {
  const data = new Float32Array(3 * PHOTO.width * PHOTO.height).fill(128);
  for (const [wavelength, strength] of [
    [120, 0.6],
    [30, 0.4],
    [8, 0.3],
    [2, 0.12],
  ]) {
    const [width, height] = [PHOTO.width, PHOTO.height].map((side) => Math.ceil(side / wavelength));
    const noise = Uint8Array.from({ length: 3 * width * height }, () => rng.int(256));
    const layer = await resizeImage({ data: noise, width, height }, PHOTO.width, PHOTO.height);
    layer.data.forEach((value, i) => (data[i] += strength * (value - 128)));
  }
  return { ...PHOTO, data: Uint8Array.from(new Uint8ClampedArray(data)) };
}

function annotate(index: number, fileName: string, rng: Rng): ImageAnnotations {
  const box = () => {
    const [x, y] = [rng.uniform(0, 300), rng.uniform(0, 150)];
    return [x, y, x + rng.uniform(80, 300), y + rng.uniform(150, 300)] as const;
  };
  const keypoints = SYNTHETIC_INFO.keypoints.names.length;
  const people = Array.from({ length: PEOPLE }, (_, i) => {
    const [x1, y1, x2, y2] = box();
    const point = () => [rng.uniform(x1, x2), rng.uniform(y1, y2), 2];
    return {
      annotationId: PEOPLE * index + i,
      box: [x1, y1, x2, y2] as const,
      area: (x2 - x1) * (y2 - y1),
      keypoints: Float32Array.from(Array.from({ length: keypoints }, point).flat()),
      interactions: [{ column: rng.int(SYNTHETIC_INFO.actions.columns.length), object: null }],
    };
  });
  const object = { annotationId: -1 - index, box: box(), category: 1 };
  return { imageId: index, fileName, ...PHOTO, people, objects: [object] };
}
