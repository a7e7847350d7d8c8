import { CocoIndex } from '../coco/coco-index';
import { CocoIndexBuilder } from '../coco/coco-index-builder';

/** The index of a COCO file that was parsed, or of the parts of one. */
export function cocoIndexOf(
  { images = [], annotations = [], categories = [] }: CocoParts,
  file = 'coco.json',
): CocoIndex {
  const builder = new CocoIndexBuilder(file);
  images.forEach((image, index) => builder.addImage(image, index));
  categories.forEach((category, index) => builder.addCategory(category, index));
  annotations.forEach((annotation, index) => builder.addAnnotation(annotation, index));
  const { header, columns } = builder.finish();
  return new CocoIndex(file, header, columns);
}

/** Lists of entries, right or wrong. */
export interface CocoParts {
  readonly images?: readonly unknown[];
  readonly annotations?: readonly unknown[];
  readonly categories?: readonly unknown[];
}
