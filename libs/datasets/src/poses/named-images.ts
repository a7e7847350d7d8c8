import type { DatasetSplit, Detector, NamedImage } from '@turbo-hoi/core';

/** The names of a split's images. Ids that only count them (1, 2, 3, …) are left out where there are file names. */
export async function namedImages(split: DatasetSplit): Promise<NamedImage[]> {
  const images: NamedImage[] = [];
  for (let index = 0; index < split.size; index++) {
    const { imageId: id, fileName } = await split.annotations(index);
    images.push({ id, fileName });
  }
  const counted = images.every(({ id }, index) => id === index + 1);
  return counted
    ? images.map(({ id, fileName }) => (fileName === undefined ? { id } : { fileName }))
    : images;
}

/** Tells a detector the images of a split, if it reads them from a file. @throws TurboHoiError as `Detector.expect` */
export async function expectImages(
  detector: Pick<Detector, 'expect'>,
  split: DatasetSplit,
): Promise<void> {
  if (detector.expect) await detector.expect(await namedImages(split));
}
