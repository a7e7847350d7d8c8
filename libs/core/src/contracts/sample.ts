import type { XyxyBox } from '../boxes/xyxy-box';
import type { RgbImage } from './image';

/** A person does something, with an object or without. */
export interface Interaction {
  /** Index into `ActionVocabulary.columns`. */
  readonly column: number;
  /** Index into `ImageAnnotations.objects`; null: no target annotated. A person is listed like any object there. */
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
  /** K weights in 0..1 of the keypoints in the pose loss, where a machine labelled them; absent: all 1. */
  readonly keypointWeights?: Float32Array;
  /** Everything the person does; null: the person's actions are not annotated. */
  readonly interactions: readonly Interaction[] | null;
  /** True for a group that is annotated as one (COCO's `iscrowd`). */
  readonly crowd?: boolean;
}

export interface ObjectAnnotation {
  readonly annotationId: number;
  readonly box: XyxyBox;
  /** Index into `DatasetInfo.objectClasses`. */
  readonly category: number;
  /** True for a group that is annotated as one (COCO's `iscrowd`). */
  readonly crowd?: boolean;
}

/** What is known about one image. */
export interface ImageAnnotations {
  /** Unique within a split. */
  readonly imageId: number;
  /** Of the image file within the data set; absent where there is none. */
  readonly fileName?: string;
  /** Of the image in pixels. */
  readonly width: number;
  readonly height: number;
  /** Of the image as its file has it, where it is shown in another size; absent: `width` × `height`. */
  readonly fileSize?: { readonly width: number; readonly height: number };
  readonly people: readonly PersonAnnotation[];
  readonly objects: readonly ObjectAnnotation[];
  /** Indices into `DatasetInfo.hois` of what the image shows, located or not; absent: what is located. */
  readonly hoiLabels?: readonly number[];
}

/** One image and what is known about it. */
export interface Sample extends ImageAnnotations {
  readonly image: RgbImage;
}
