import type {
  ImageAnnotations,
  PersonAnnotation,
  RgbImage,
  Sample,
  XyxyBox,
} from '@turbo-hoi/core';
import type { ImageSize, ResizeRule } from './resize-rule';

/** Brings an image to a size in pixels; `/node` has one. */
export type ResizeImage = (image: RgbImage, width: number, height: number) => Promise<RgbImage>;

/** A sample in another size, and how to get back from its coordinates. */
export interface Resized {
  readonly sample: Sample;
  /** What the rule asked for, before the sides were rounded to whole pixels. */
  readonly scale: number;
  /** New width by old width: what x coordinates were multiplied by, so that boxes stay on their pixels. */
  readonly scaleX: number;
  /** New height by old height. */
  readonly scaleY: number;
}

/** Resizes pixels and annotations; the sample itself where it has the size already. */
export async function resizeSample(
  sample: Sample,
  rule: ResizeRule,
  resizeImage: ResizeImage,
): Promise<Resized> {
  const from = sample.image;
  const { width, height, scale } = rule(from);
  const [scaleX, scaleY] = [width / from.width, height / from.height];
  if (scaleX === 1 && scaleY === 1) return { sample, scale, scaleX, scaleY };
  const image = await resizeImage(from, width, height);
  return { sample: { ...scaleAnnotations(sample, image), image }, scale, scaleX, scaleY };
}

/** What is known about an image that is brought to another size. */
export function scaleAnnotations<T extends ImageAnnotations>(known: T, to: ImageSize): T {
  const [x, y] = [to.width / known.width, to.height / known.height];
  const people = known.people.map((person) => scalePerson(person, x, y));
  const objects = known.objects.map((object) => ({ ...object, box: scaleBox(object.box, x, y) }));
  const { width, height, fileSize = { width, height } } = known;
  return { ...known, width: to.width, height: to.height, fileSize, people, objects };
}

/** The box in an image whose sides are `x` and `y` times as long. */
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
