import type { RgbImage, XyxyBox } from '@turbo-hoi/core';

/** A rectangle of an image, sampled as a grid of pixels: the input of a model. */
export interface View {
  /** In pixels of the image; may extend beyond it. */
  readonly box: XyxyBox;
  /** Width of the grid in pixels. */
  readonly width: number;
  readonly height: number;
}

type Size = Pick<RgbImage, 'width' | 'height'>;

/** The whole image, stretched to the given size. */
export function stretchedView(image: Size, width: number, height: number): View {
  return { box: [0, 0, image.width, image.height], width, height };
}

/** The whole image at the upper left of a square. */
export function letterboxView(image: Size, side: number): View {
  const longer = Math.max(image.width, image.height);
  return { box: [0, 0, longer, longer], width: side, height: side };
}

/** The whole image scaled to the given longer side, each side padded to a multiple. */
export function multipleView(image: Size, longer: number, multiple: number): View {
  const scale = longer / Math.max(image.width, image.height);
  const fill = (side: number) => Math.ceil((side * scale) / multiple) * multiple;
  const [width, height] = [fill(image.width), fill(image.height)];
  return { box: [0, 0, width / scale, height / scale], width, height };
}

/** A square around a box; its side is the box's longer side times `factor`. */
export function squareView([x1, y1, x2, y2]: XyxyBox, factor: number, side: number): View {
  const half = (Math.max(x2 - x1, y2 - y1) * factor) / 2;
  const [cx, cy] = [(x1 + x2) / 2, (y1 + y2) / 2];
  return { box: [cx - half, cy - half, cx + half, cy + half], width: side, height: side };
}

/** Converts a point of the grid to pixels of the image. */
export function pointToImage({ box, width, height }: View, x: number, y: number): [number, number] {
  const [x1, y1, x2, y2] = box;
  return [x1 + (x / width) * (x2 - x1), y1 + (y / height) * (y2 - y1)];
}

/** Converts a box of the grid to pixels of the image. */
export function boxToImage(view: View, [x1, y1, x2, y2]: XyxyBox): XyxyBox {
  return [...pointToImage(view, x1, y1), ...pointToImage(view, x2, y2)];
}
