import { boxArea, boxIou, type RgbImage } from '@turbo-hoi/core';
import { type MergedBox, seenChance } from './merge-boxes';
import { PERSON } from './object-kinds';
import { personView, type PhotoView } from './photo-views';

/** Least chance of a person around whom to look again. */
const LIKELY = 0.3;
/** The square around a person, in units of the longer side, and its side as NanoDet sees it. */
const CONTEXT = 1.7;
const SIDE = 416;
/** Two squares from this IoU show the same. */
const SAME_REGION = 0.7;

/** Views around at most `most` people, the likeliest and largest first, without those that show what another one shows. */
export function personViews(
  image: Pick<RgbImage, 'width' | 'height'>,
  merged: readonly MergedBox[],
  most: number,
): PhotoView[] {
  const weight = (one: MergedBox) => seenChance(one) * Math.sqrt(boxArea(one.box));
  const people = merged
    .filter((one) => one.classId === PERSON && seenChance(one) > LIKELY)
    .sort((a, b) => weight(b) - weight(a));
  const views: PhotoView[] = [];
  for (const { box } of people) {
    if (views.length >= most) break;
    const view = personView(image, box, CONTEXT, SIDE);
    if (!views.some((other) => boxIou(other.box, view.box) > SAME_REGION)) views.push(view);
  }
  return views;
}
