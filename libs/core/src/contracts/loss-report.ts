import type { Scalar } from '@tensorflow/tfjs';

/** One summand of the total loss (Eq. 6). */
export interface LossPart {
  /** For example `stage1.action`, `stage0.pose`, `detection.class`. */
  readonly name: string;
  /** λ of the part. */
  readonly weight: number;
  /** The unweighted loss. */
  readonly value: Scalar;
}

/** The total loss and what it is made of. */
export interface LossReport {
  /** Σ weight · value over the parts. */
  readonly total: Scalar;
  readonly parts: readonly LossPart[];
}
