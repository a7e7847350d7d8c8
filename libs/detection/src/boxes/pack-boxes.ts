/** The boxes of B images in one list, image by image. */
export interface PackedBoxes {
  /** [4n] xyxy. */
  readonly boxes: Float32Array;
  /** [n] – which image each is of, ascending. */
  readonly imageIndex: Int32Array;
  /** [B+1] – the first box of each image, and n. */
  readonly starts: readonly number[];
}

/** @param lists [4n] of each image */
export function packBoxes(lists: readonly Float32Array[]): PackedBoxes {
  const starts = [0];
  for (const list of lists) starts.push(starts[starts.length - 1] + list.length / 4);
  const count = starts[lists.length];
  const boxes = new Float32Array(4 * count);
  const imageIndex = new Int32Array(count);
  lists.forEach((list, image) => {
    boxes.set(list, 4 * starts[image]);
    imageIndex.fill(image, starts[image], starts[image + 1]);
  });
  return { boxes, imageIndex, starts };
}
