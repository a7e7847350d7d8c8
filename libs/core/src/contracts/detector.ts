import type { Rng } from '../random/rng';
import type { Sample } from './sample';

/** Proposals or detections of one image, best first; typed arrays of length n (boxes: 4n). */
export interface Detections {
  /** xyxy in pixels of the image. */
  readonly boxes: Float32Array;
  /** In 0..1. */
  readonly scores: Float32Array;
  /** Index into `DatasetInfo.objectClasses` (0 = person), or -1 where the detector does not classify. */
  readonly classes: Int32Array;
}

/** Finds the people and objects of an image; runs outside the gradient tape. */
export interface Detector {
  /** `proposals`: what it finds may be anything, and an object branch has to judge it. Default `detections`. */
  readonly gives?: 'detections' | 'proposals';
  /**
   * Names what the detections depend on beside the image: kind, weights, options. A detector with a key gives the same
   * detections for the same image whatever `rng` is, so that they may be kept; absent: they may not.
   */
  readonly cacheKey?: string;
  /** What its weights were trained on, for those who judge what it finds; absent: not known, or it has none. */
  readonly trainedOn?: string;
  /**
   * @param sample the image; a detector that simulates others may read the annotations
   * @param rng the only source of randomness: equal generators give equal detections
   */
  propose(sample: Sample, rng: Rng): Promise<Detections>;
  /** The same for several images at once, where that is faster; only for detectors with a `cacheKey`. */
  proposeAll?(samples: readonly Sample[]): Promise<Detections[]>;
  /** Gives back what it holds, such as a loaded model. */
  dispose?(): void;
}
