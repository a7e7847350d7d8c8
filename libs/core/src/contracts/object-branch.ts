import type { NamedLoss } from './loss-report';
import type { RoiForm } from './roi-form';
import type { DetectionTargets } from './targets';
import type { RoiMap, RoiVector } from './tensors';

/** Predictions of the object branch, one row per proposal. */
export interface ObjectFeatures {
  /** [P,1+classes], background first. */
  readonly classLogits: RoiVector;
  /** [P,4·classes], class-specific box deltas (dx, dy, dw, dh). */
  readonly deltas: RoiVector;
}

/** Classifies proposals on the stem's map and regresses their boxes. */
export interface ObjectBranch {
  /** RoIAlign form of its input regions; absent: the form of people's. */
  readonly roi?: RoiForm;
  forward(roi: RoiMap): ObjectFeatures;
  /** The summands of L_det: `class` and `box`. */
  loss(features: ObjectFeatures, targets: DetectionTargets): readonly NamedLoss[];
}
