import type { NamedLoss } from './loss-report';
import type { RoiForm } from './roi-form';
import type { DetectionTargets } from './targets';
import type { RoiMap, RoiVector } from './tensors';

/** What the object branch says of each proposal. */
export interface ObjectFeatures {
  /** [P,1+classes], background first. */
  readonly classLogits: RoiVector;
  /** [P,4·classes], class-specific box deltas (dx, dy, dw, dh). */
  readonly deltas: RoiVector;
}

/** Classifies and regresses proposals on the stem's map. */
export interface ObjectBranch {
  /** How the regions that it takes are pooled; absent: as people's. */
  readonly roi?: RoiForm;
  forward(roi: RoiMap): ObjectFeatures;
  /** The summands of L_det: `class` and `box`. */
  loss(features: ObjectFeatures, targets: DetectionTargets): readonly NamedLoss[];
}
