import { boxArea, type RgbImage, type XyxyBox } from '@turbo-hoi/core';
import { renderView } from '../images/render-view';
import type { View } from '../images/view';

/** In which views a box was seen; the learned score has a column for each. */
export const VIEW_KINDS = ['small', 'medium', 'large', 'person', 'centernet'] as const;
export type ViewKind = (typeof VIEW_KINDS)[number];

/** A part of the image at a size, as a detector sees it. */
export interface PhotoView extends View {
  readonly kind: ViewKind;
  readonly isMirrored: boolean;
}

type Size = Pick<RgbImage, 'width' | 'height'>;

/** Longer sides in pixels from which a view of the whole image is medium or large. */
const MEDIUM = 480;
const LARGE = 736;

/** The whole image with its aspect kept, once for each longer side; the sides are rounded to multiples. */
export function wholeViews(
  image: Size,
  longerSides: readonly number[],
  multiple: number,
): PhotoView[] {
  const box: XyxyBox = [0, 0, image.width, image.height];
  return longerSides.map((longer) => {
    const scale = longer / Math.max(image.width, image.height);
    const rounded = (side: number) => Math.max(1, Math.round((side * scale) / multiple)) * multiple;
    const [width, height] = [rounded(image.width), rounded(image.height)];
    return { box, width, height, kind: sizeKind(longer), isMirrored: false };
  });
}

function sizeKind(longer: number): ViewKind {
  if (longer < MEDIUM) return 'small';
  return longer < LARGE ? 'medium' : 'large';
}

/**
 * A square around a person, `context` times as long as the longer side of the box, moved into the image and cut
 * where the image is smaller: a second look at what the person holds.
 */
export function personView(
  image: Size,
  [x1, y1, x2, y2]: XyxyBox,
  context: number,
  side: number,
): PhotoView {
  const length = context * Math.max(x2 - x1, y2 - y1);
  const [left, right] = inside((x1 + x2) / 2, length, image.width);
  const [top, bottom] = inside((y1 + y2) / 2, length, image.height);
  const view = { box: [left, top, right, bottom] as const, width: side, height: side };
  return { ...view, kind: 'person', isMirrored: false };
}

function inside(center: number, length: number, size: number): [number, number] {
  const cut = Math.min(length, size);
  const low = Math.min(Math.max(center - cut / 2, 0), size - cut);
  return [low, low + cut];
}

/** The view as in a mirror. */
export function mirrored(view: PhotoView): PhotoView {
  return { ...view, isMirrored: !view.isMirrored };
}

/** The view's pixels, `[height,width,3]` in 0..255. */
export function renderPhotoView(image: RgbImage, view: PhotoView): Float32Array {
  const pixels = renderView(image, view);
  if (!view.isMirrored) return pixels;
  const out = new Float32Array(pixels.length);
  for (let from = 0; from < pixels.length; from += 3) {
    const pixel = from / 3;
    const x = pixel % view.width;
    const to = 3 * (pixel - x + view.width - 1 - x);
    for (let channel = 0; channel < 3; channel++) out[to + channel] = pixels[from + channel];
  }
  return out;
}

/** Whether most of a box lies in one of the views' regions. */
export function isCovered(box: XyxyBox, regions: readonly XyxyBox[]): boolean {
  return regions.some((region) => sharedArea(box, region) > 0.75 * boxArea(box));
}

/** Area that two boxes share. */
export function sharedArea(a: XyxyBox, b: XyxyBox): number {
  const width = Math.min(a[2], b[2]) - Math.max(a[0], b[0]);
  if (!(width > 0)) return 0;
  const height = Math.min(a[3], b[3]) - Math.max(a[1], b[1]);
  return height > 0 ? width * height : 0;
}
