import { percentCell, textTable } from '../score/text-table';
import type { DetectorResult } from '@turbo-hoi/experiment/node';

/** The scores of a detector by class, as lines of text. */
export function formatBoxTable({
  classes,
  ap,
  ap50,
  ap75,
  boxesPerImage,
  images,
  split,
}: DetectorResult): string {
  const rows = classes.map(({ name, boxes, recall50, recall70, ap: own }) => [
    name,
    String(boxes),
    percentCell(recall50),
    percentCell(recall70),
    percentCell(own),
  ]);
  const table = textTable([['class', 'boxes', 'found .5', 'found .7', 'AP'], null, ...rows]);
  const means =
    ap === null
      ? ''
      : `\nAP ${percentCell(ap)}  AP50 ${percentCell(ap50)}  AP75 ${percentCell(ap75)}`;
  return `${table}\n${images} ${split} images, ${boxesPerImage.toFixed(1)} boxes an image${means}`;
}
