import type { DatasetInfo } from './dataset';
import type { ForwardContext } from './forward-context';
import type { LossReport } from './loss-report';
import type { ParameterScope } from './parameter-scope';

/** The annotated boxes of one image on which a detector is trained. */
export interface GroundTruth {
  /** [4n] xyxy, without crowds. */
  readonly boxes: Float32Array;
  /** [n] – index into `DatasetInfo.objectClasses`. */
  readonly classes: Int32Array;
  /** [4c] xyxy of groups that are annotated as one (COCO's `iscrowd`). */
  readonly crowds: Float32Array;
}

/** The images of a step with their annotated boxes. */
export interface DetectorBatch {
  /** [B,H,W,3], RGB; padded at the right and bottom to one common size that the backbone accepts. */
  readonly images: Uint8Array;
  readonly shape: { readonly batch: number; readonly height: number; readonly width: number };
  /** Size of each image without padding. */
  readonly sizes: readonly { readonly width: number; readonly height: number }[];
  readonly truths: readonly GroundTruth[];
  /** Training proposals of the box head, [4p] per image; null: the box head is not trained. */
  readonly proposals: readonly Float32Array[] | null;
}

/** A detector's network during training. */
export interface DetectorLearner {
  /** How images are padded. */
  readonly padding: { readonly multiple: number; readonly padColor: readonly number[] };
  /**
   * The network's proposals, [4p] per image, computed outside the gradient tape; null: there is no box head to train.
   */
  propose(batch: Omit<DetectorBatch, 'proposals'>): Promise<readonly Float32Array[] | null>;
  /** Training losses; call it inside the gradient tape. The caller owns the report's tensors. */
  loss(batch: DetectorBatch, context: Pick<ForwardContext, 'rng'>): LossReport;
}

export interface DetectorLearnerContext {
  readonly parameters: ParameterScope;
  readonly dataset: Pick<DatasetInfo, 'objectClasses'>;
  /** Anchors sampled per image in a training step. */
  readonly anchors: number;
  /** Proposals sampled per image in a training step of the box head, if there is one. */
  readonly regions: number;
}

/** Training of a detector with given options. */
export interface DetectorTraining {
  /** Name of the trained model in messages, for example `Faster R-CNN`. */
  readonly name: string;
  /**
   * The options that determine the trained weights, JSON-serialisable. Runs with equal key, data and training settings
   * share a detector.
   */
  readonly key: object;
  /** Whether the detector only proposes boxes, so that it has no box head from which an object branch could start. Default false. */
  readonly proposesOnly?: boolean;
  createLearner(context: DetectorLearnerContext): DetectorLearner;
}
