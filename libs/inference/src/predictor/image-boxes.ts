/** [n]: which of the images each of all their boxes is of; the first's for a box that only fills up. */
export function imagesOf(boxes: readonly Float32Array[], count: number): Int32Array {
  const imageIndex = new Int32Array(count);
  let first = 0;
  boxes.forEach((list, image) => {
    imageIndex.fill(image, first, (first += list.length / 4));
  });
  return imageIndex;
}

/** The boxes of all images, image by image. */
export function concatenateBoxes(arrays: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(arrays.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const array of arrays) {
    all.set(array, at);
    at += array.length;
  }
  return all;
}

/** How many boxes all images have. */
export const countBoxes = (boxes: readonly Float32Array[]) =>
  boxes.reduce((sum, { length }) => sum + length / 4, 0);
