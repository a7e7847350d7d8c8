import type { Rng } from '../random/rng';
import type { DetectorTraining } from './detector-learner';
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
  /** True: its boxes are unclassified proposals, for the model's object branch to classify. Default: classified detections. */
  readonly proposesOnly?: boolean;
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

/**
 * What a detector plugin declares of itself, known before a detector is made; all of it may be absent.
 *
 * @example
 * definePlugin(DETECTORS, {
 *   kind: 'exact',
 *   schema: z.strictObject({}),
 *   traits: { needsAnnotations: true },
 *   create: () => new ExactDetector(),
 * });
 */
export interface DetectorTraits {
  /** It reads a sample's annotations, so that it cannot be used on images without any. Default false. */
  readonly needsAnnotations?: boolean;
  /**
   * It has an option `weights`: a file with torchvision's names that holds region proposals (`rpn`) and, for detections, a box head.
   * Default false.
   */
  readonly loadsWeights?: boolean;
  /**
   * How a run trains the detector before the model, where the config leaves `weights` out or null: its file is then
   * `DetectorContext.ownWeights`. `options` are the plugin's without `weights`. Absent: a run cannot train it.
   */
  readonly learner?: (options: object) => DetectorTraining;
}
