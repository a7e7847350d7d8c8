import type { Rng } from '../random/rng';
import type { DetectorTraining } from './detector-learner';
import type { Sample } from './sample';

/** A detection of a class that the data set lacks. */
export interface UnknownDetection {
  /** Its class, as the detector names it. */
  readonly label: string;
  readonly score: number;
}

/** Proposals or detections of one image, best first; typed arrays of length n (boxes: 4n). */
export interface Detections {
  /** xyxy in pixels of the image. */
  readonly boxes: Float32Array;
  /** In 0..1. */
  readonly scores: Float32Array;
  /** Index into `DatasetInfo.objectClasses` (0 = person); -1: not classified. */
  readonly classes: Int32Array;
  /**
   * Skeletons: [n·3K] x, y in pixels of the image and confidence in 0..1, zeros for missing joints and for objects;
   * absent: not detected.
   */
  readonly keypoints?: Float32Array;
  /** What the detector found of classes that the data set lacks, to be counted; not among the boxes. Absent: none, or not counted. */
  readonly unknown?: readonly UnknownDetection[];
}

/** An image by its names alone. */
export interface NamedImage {
  /** Absent: its id only counts the images of this command, and no file refers to it. */
  readonly id?: number;
  /** As in `ImageAnnotations`. */
  readonly fileName?: string;
}

/** Detects the people and objects of an image; runs outside the gradient tape. */
export interface Detector {
  /**
   * True: its boxes are unclassified proposals, which the model's object branch classifies. Default: classified
   * detections.
   */
  readonly proposesOnly?: boolean;
  /**
   * Identifies everything that the detections depend on beside the image: kind, weights, options. A detector with a key
   * returns the same detections for the same image whatever `rng` is, so that they may be cached; absent: they must not
   * be cached.
   */
  readonly cacheKey?: string;
  /** Training data of its weights, to be reported with its results; absent: unknown, or it has no weights. */
  readonly trainedOn?: string;
  /**
   * Called before the first image of a split or command with all of its images: a detector that reads a file finds the entries
   * of each, and tells how many it has. Absent: it needs no names.
   */
  expect?(images: readonly NamedImage[]): Promise<void>;
  /**
   * @param sample the image; a simulated detector may read the annotations
   * @param rng the only source of randomness: equal generators give equal detections
   */
  propose(sample: Sample, rng: Rng): Promise<Detections>;
  /**
   * How it detects while a model is trained, where that differs: a simulated detector may vary its errors. Default: itself.
   */
  readonly whileTraining?: Detector;
  /** {@link propose} for several images at once, where that is faster; only for detectors with a `cacheKey`. */
  proposeAll?(samples: readonly Sample[]): Promise<Detections[]>;
  /** Releases its resources, such as a loaded model. */
  dispose?(): void;
}

/**
 * Static properties of a detector plugin, known before a detector is created; all of them are optional.
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
  /** Reads a sample's annotations, so it cannot run on images without annotations. Default false. */
  readonly needsAnnotations?: boolean;
  /** Never reads a sample's pixels, so that training a model which reads none either decodes no image. Default false. */
  readonly readsNoPixels?: boolean;
  /**
   * Has an option `weights`: a file with torchvision's names that holds a region proposal network (`rpn`) and, for
   * detections, a box head. Default false.
   */
  readonly loadsWeights?: boolean;
  /**
   * Trains the detector before the model, where the config leaves `weights` out or null; its file is then
   * `DetectorContext.ownWeights`. `options` are the plugin's without `weights`. Absent: a run cannot train it.
   */
  readonly learner?: (options: object) => DetectorTraining;
}
