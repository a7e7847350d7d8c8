import type { Scalar } from '@tensorflow/tfjs';

/** One loss of a module, such as `action` and `target` of an HOI module. */
export interface NamedLoss {
  /** Unique within the module, without a dot: the report puts the stage before it (`stage1.action`). */
  readonly name: string;
  /** A scalar, 0 where nothing is annotated; the caller owns it. */
  readonly value: Scalar;
  /** Weight within the module's loss; default 1. */
  readonly weight?: number;
}

/** One summand of the total loss (Eq. 6). */
export interface LossPart {
  /** For example `stage1.action`, `stage0.pose`, `detection.class`. */
  readonly name: string;
  /** λ of the part. */
  readonly weight: number;
  /** The module's loss times its own weight, before λ. */
  readonly value: Scalar;
}

/** The total loss and its parts. */
export interface LossReport {
  /** Σ weight · value over the parts. */
  readonly total: Scalar;
  readonly parts: readonly LossPart[];
}
