import type { DatasetInfo } from './dataset';
import type { ForwardContext } from './forward-context';
import type { LossReport } from './loss-report';
import type { ParameterScope } from './parameter-scope';

/** The annotated boxes of one image that a detector learns from. */
export interface GroundTruth {
  /** [4n] xyxy, without crowds. */
  readonly boxes: Float32Array;
  /** [n]: index into `DatasetInfo.objectClasses`. */
  readonly classes: Int32Array;
  /** [4c] xyxy of groups that are annotated as one (COCO's `iscrowd`). */
  readonly crowds: Float32Array;
}

/** The images of a step with their annotated boxes. */
export interface DetectorBatch {
  /** [B,H,W,3], RGB; padded on the right and below to one size that the backbone takes. */
  readonly images: Uint8Array;
  readonly shape: { readonly batch: number; readonly height: number; readonly width: number };
  /** Of each image without its padding. */
  readonly sizes: readonly { readonly width: number; readonly height: number }[];
  readonly truths: readonly GroundTruth[];
  /** [4p] of each image, on which the box head is trained; null: it is not. */
  readonly proposals: readonly Float32Array[] | null;
}

/** A detector's network while a run trains it. */
export interface DetectorLearner {
  /** How images are padded. */
  readonly padding: { readonly multiple: number; readonly padColor: readonly number[] };
  /** What the network proposes for each image, [4p], outside of the gradient tape; null: it has no box head to train. */
  propose(batch: Omit<DetectorBatch, 'proposals'>): Promise<readonly Float32Array[] | null>;
  /** Inside of the tape; the caller owns the report's tensors. */
  loss(batch: DetectorBatch, context: Pick<ForwardContext, 'rng'>): LossReport;
}

export interface DetectorLearnerContext {
  readonly parameters: ParameterScope;
  readonly dataset: Pick<DatasetInfo, 'objectClasses'>;
  /** Anchors an image on which a step trains. */
  readonly anchors: number;
  /** Proposals an image on which a step trains the box head, where there is one. */
  readonly regions: number;
}

/** How a run trains a detector with given options. */
export interface DetectorTraining {
  /** What is trained, for messages: `Faster R-CNN`. */
  readonly name: string;
  /** JSON-serialisable: the options that decide the trained weights. Runs that agree in them, data and training share a detector. */
  readonly key: object;
  createLearner(context: DetectorLearnerContext): DetectorLearner;
}
