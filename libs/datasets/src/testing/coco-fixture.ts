import { BadEntries, cocoHandlers } from '@turbo-hoi/formats';
import { CocoIndex } from '../coco/coco-index';
import { CocoIndexBuilder } from '../coco/coco-index-builder';

/** The index of a parsed COCO file, or of parts of one. */
export function cocoIndexOf(
  { images = [], annotations = [], categories = [] }: CocoParts,
  file = 'coco.json',
): CocoIndex {
  const bad = new BadEntries(file);
  const builder = new CocoIndexBuilder(bad);
  const handlers = cocoHandlers(builder, bad, CocoIndexBuilder.NEEDS);
  for (const [list, entries] of Object.entries({ images, categories, annotations }))
    entries.forEach((entry, index) => handlers[`${list}[]`](entry, { index, offset: 0, line: 1 }));
  const { header, columns } = builder.finish();
  return new CocoIndex(file, header, columns);
}

/** Lists of entries, valid or invalid. */
export interface CocoParts {
  readonly images?: readonly unknown[];
  readonly annotations?: readonly unknown[];
  readonly categories?: readonly unknown[];
}
