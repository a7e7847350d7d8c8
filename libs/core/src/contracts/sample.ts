import type { XyxyBox } from '../boxes/xyxy-box';
import type { RgbImage } from './image';

/** An action of a person, with or without a target object. */
export interface Interaction {
  /** Index into `ActionVocabulary.columns`. */
  readonly column: number;
  /**
   * Index into `ImageAnnotations.objects`; null: no target annotated. A person who is a target is listed among the
   * objects.
   */
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
  /** K weights in 0..1 of automatically labelled keypoints in the pose loss; absent: all 1. */
  readonly keypointWeights?: Float32Array;
  /** All actions of the person; null: the person's actions are not annotated. */
  readonly interactions: readonly Interaction[] | null;
  /** True for a group that is annotated with one box (COCO's `iscrowd`). */
  readonly crowd?: boolean;
}

export interface ObjectAnnotation {
  readonly annotationId: number;
  readonly box: XyxyBox;
  /** Index into `DatasetInfo.objectClasses`. */
  readonly category: number;
  /** True for a group that is annotated with one box (COCO's `iscrowd`). */
  readonly crowd?: boolean;
}

/** The annotations of one image. */
export interface ImageAnnotations {
  /** Unique within a split. */
  readonly imageId: number;
  /** Name of the image file within the data set; absent where there is no file. */
  readonly fileName?: string;
  /** Width of the image in pixels. */
  readonly width: number;
  readonly height: number;
  /** Size of the image in its file, where the sample is resized; absent: `width` × `height`. */
  readonly fileSize?: { readonly width: number; readonly height: number };
  readonly people: readonly PersonAnnotation[];
  readonly objects: readonly ObjectAnnotation[];
  /**
   * Image-level HOI classes, indices into `DatasetInfo.hois`, including those without boxes; absent: the classes of the
   * annotated interactions.
   */
  readonly hoiLabels?: readonly number[];
}

/** One image with its annotations. */
export interface Sample extends ImageAnnotations {
  /** `data` is empty in a data set that is opened without pixels. */
  readonly image: RgbImage;
}
