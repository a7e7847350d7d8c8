import { boxArea, boxIou, type RgbImage } from '@turbo-hoi/core';
import { type MergedBox, seenChance } from './merge-boxes';
import { PERSON } from './object-kinds';
import { personView, type PhotoView } from './photo-views';

/** Least chance of a person around whom to look again. */
const LIKELY = 0.3;
/** Side of the square around a person, in units of the box's longer side. */
const CONTEXT = 1.7;
/** Two squares from this IoU show the same. */
const SAME_REGION = 0.7;

/**
 * Views around at most `most` people, the likeliest and largest first, without those that show what another one shows.
 *
 * @param side of a view in pixels of its grid
 */
export function personViews(
  image: Pick<RgbImage, 'width' | 'height'>,
  merged: readonly MergedBox[],
  most: number,
  side: number,
): PhotoView[] {
  const weight = (one: MergedBox) => seenChance(one) * Math.sqrt(boxArea(one.box));
  const people = merged
    .filter((one) => one.classId === PERSON && seenChance(one) > LIKELY)
    .sort((a, b) => weight(b) - weight(a));
  const views: PhotoView[] = [];
  for (const { box } of people) {
    if (views.length >= most) break;
    const view = personView(image, box, CONTEXT, side);
    if (!views.some((other) => boxIou(other.box, view.box) > SAME_REGION)) views.push(view);
  }
  return views;
}
