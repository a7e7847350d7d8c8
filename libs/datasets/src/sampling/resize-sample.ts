import type {
  ImageAnnotations,
  PersonAnnotation,
  RgbImage,
  Sample,
  XyxyBox,
} from '@turbo-hoi/core';
import { hasPixels } from './blank-pixels';
import type { ImageSize, ResizeRule } from './resize-rule';

/** Resizes an image to a size in pixels; `/node` exports one. */
export type ResizeImage = (image: RgbImage, width: number, height: number) => Promise<RgbImage>;

/** A resized sample, and the scale factors to convert its coordinates back. */
export interface Resized {
  readonly sample: Sample;
  /** Scale factor of the rule, before rounding the sides to whole pixels. */
  readonly scale: number;
  /** New width / old width, the factor on x coordinates, so that boxes stay on their pixels. */
  readonly scaleX: number;
  /** New height / old height, the factor on y coordinates. */
  readonly scaleY: number;
}

/** Resizes pixels, where the sample has any, and annotations; returns the sample itself if it already has the size. */
export async function resizeSample(
  sample: Sample,
  rule: ResizeRule,
  resizeImage: ResizeImage,
): Promise<Resized> {
  const from = sample.image;
  const { width, height, scale } = rule(from);
  const [scaleX, scaleY] = [width / from.width, height / from.height];
  if (scaleX === 1 && scaleY === 1) return { sample, scale, scaleX, scaleY };
  const image = hasPixels(from)
    ? await resizeImage(from, width, height)
    : { ...from, width, height };
  return { sample: { ...scaleAnnotations(sample, image), image }, scale, scaleX, scaleY };
}

/** Scales the annotations of a resized image. */
export function scaleAnnotations<T extends ImageAnnotations>(known: T, to: ImageSize): T {
  const [x, y] = [to.width / known.width, to.height / known.height];
  const people = known.people.map((person) => scalePerson(person, x, y));
  const objects = known.objects.map((object) => ({ ...object, box: scaleBox(object.box, x, y) }));
  const { width, height, fileSize = { width, height } } = known;
  return { ...known, width: to.width, height: to.height, fileSize, people, objects };
}

/** Scales a box by `x` horizontally and `y` vertically. */
export function scaleBox([x1, y1, x2, y2]: XyxyBox, x: number, y: number): XyxyBox {
  return [x1 * x, y1 * y, x2 * x, y2 * y];
}

function scalePerson(person: PersonAnnotation, x: number, y: number): PersonAnnotation {
  const { box, area, keypoints } = person;
  return {
    ...person,
    box: scaleBox(box, x, y),
    area: area * x * y,
    keypoints: keypoints && keypoints.map((value, i) => value * [x, y, 1][i % 3]),
  };
}
