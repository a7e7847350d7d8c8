import type { XyxyBox } from '../boxes/xyxy-box';
import type { RgbImage } from './image';

/** A person does something, with an object or without. */
export interface Interaction {
  /** Index into `ActionVocabulary.columns`. */
  readonly column: number;
  /** Index into `Sample.objects`; null: no target annotated. A person is listed like any object there. */
  readonly object: number | null;
}

export interface PersonAnnotation {
  /** Identifies the person within the data set (COCO annotation id). */
  readonly annotationId: number;
  /** In pixels of the image. */
  readonly box: XyxyBox;
  /** Segmentation area in pixels², the scale of object keypoint similarity. */
  readonly area: number;
  /** `3 · K` numbers x, y, v with COCO's v (0 unlabelled, 1 hidden, 2 visible); null: not annotated. */
  readonly keypoints: Float32Array | null;
  /** Everything the person does; null: the person's actions are not annotated. */
  readonly interactions: readonly Interaction[] | null;
}

export interface ObjectAnnotation {
  readonly annotationId: number;
  readonly box: XyxyBox;
  /** Index into `DatasetInfo.objectClasses`. */
  readonly category: number;
}

/** One image and what is known about it. */
export interface Sample {
  readonly imageId: number;
  readonly image: RgbImage;
  readonly people: readonly PersonAnnotation[];
  readonly objects: readonly ObjectAnnotation[];
}
