import type { XyxyBox } from '../boxes/xyxy-box';
import type { RgbImage } from './image';

/** An image whose people are to be annotated by a machine. */
export interface PoseAnnotatorInput {
  readonly imageId: number;
  /** Path below the folder of images, with `/` between its parts. */
  readonly fileName: string;
  readonly image: RgbImage;
  /** Boxes of people who are annotated already; null: the annotator finds people itself. */
  readonly people: readonly XyxyBox[] | null;
}

/** A person whom a pose detector found. */
export interface AnnotatedPose {
  /** In pixels of the image. */
  readonly box: XyxyBox;
  /** In 0..1: how sure the detector is of the person. */
  readonly score: number;
  /** `3 · K` numbers x, y and the detector's confidence in 0..1, K as in `COCO_KEYPOINTS`. */
  readonly keypoints: Float32Array;
}

/** An external pose detector, whose poses stand in for annotated ones (the paper's semiautomatic annotation). */
export interface PoseAnnotator {
  /** What it was trained on, for those who judge what it finds; absent: not known. */
  readonly trainedOn?: string;
  annotate(input: PoseAnnotatorInput): Promise<readonly AnnotatedPose[]>;
  /** Gives back what it holds, such as a loaded model. */
  dispose?(): void;
}
