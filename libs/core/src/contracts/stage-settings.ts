/** Weights of a stage's losses and gradients. */
export interface StageSettings {
  /** λ_HOI of Eq. 6. */
  readonly lambdaHoi: number;
  /** λ_pose of Eq. 6. */
  readonly lambdaPose: number;
  /** Factor on the gradient that flows from HOI into the pose features it reads; 1: as in the paper, 0: stopped. */
  readonly poseToHoiGradient: number;
  /** Factor on the gradient that flows from the mask into the HOI features it reads; 1: as in the paper, 0: stopped. */
  readonly hoiToPoseGradient: number;
  /** Whether the stage runs again for its gradient, instead of keeping its intermediate tensors: less memory, more time. Absent: no. */
  readonly recompute?: boolean;
}
