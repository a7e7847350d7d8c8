import type { XyxyBox } from '../boxes/xyxy-box';
import type { NamedImage } from './detector';
import type { RgbImage } from './image';

/** An image whose people are to be annotated automatically. */
export interface PoseAnnotatorInput {
  readonly imageId: number;
  /** Path below the folder of images, with `/` between its parts. */
  readonly fileName: string;
  readonly image: RgbImage;
  /** Boxes of people who are annotated already; null: the annotator detects people itself. */
  readonly people: readonly XyxyBox[] | null;
}

/** A person found by a pose detector. */
export interface AnnotatedPose {
  /** In pixels of the image. */
  readonly box: XyxyBox;
  /** The detector's confidence in the person, in 0..1. */
  readonly score: number;
  /** `3 · K` numbers x, y and the detector's confidence in 0..1, K as in `COCO_KEYPOINTS`. */
  readonly keypoints: Float32Array;
}

/** An external pose detector, whose poses stand in for annotated ones (the paper's semiautomatic annotation). */
export interface PoseAnnotator {
  /** Its training data, to be reported with its results; absent: unknown. */
  readonly trainedOn?: string;
  /** As `Detector.expect`. */
  expect?(images: readonly NamedImage[]): Promise<void>;
  annotate(input: PoseAnnotatorInput): Promise<readonly AnnotatedPose[]>;
  /** Releases its resources, such as a loaded model. */
  dispose?(): void;
}
