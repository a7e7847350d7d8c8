/** A part of H_out, the last layer of an HOI module. */
export interface HoiOutput {
  /** Without a dot; {@link ACTION_LOGITS}, {@link TARGET_OFFSETS} and {@link TARGET_DEVIATIONS} are read by target choice and scoring. */
  readonly name: string;
  /** Numbers per row. */
  readonly width: number;
  /** Activation that is applied before other modules read the part. */
  readonly activation: 'sigmoid' | 'identity';
  /** One-line description for reports, such as `s_a of Eq. 2, one per column`. */
  readonly meaning: string;
}

/** [R,A] s_a before the sigmoid, one number per action column; activation `sigmoid`. */
export const ACTION_LOGITS = 'actions';

/** [R,A] logit that a role's object is not among the detections, given the action; activation `sigmoid`. Of modules that score pairs. */
export const ABSENT_LOGITS = 'absent';

/** [R,4A] mu_a of Eq. 2, four numbers (x, y, log w, log h) per action column; activation `identity`. */
export const TARGET_OFFSETS = 'offsets';

/**
 * [R,4A] standard deviations of the target's code around mu_a, above 0; activation `identity`. They take the place of σ in Eq. 3; of modules
 * that tell how sure a place is.
 */
export const TARGET_DEVIATIONS = 'deviations';

/** The H_out of the paper for A action columns: s_a and mu_a. */
export function paperOutputs(actions: number): readonly HoiOutput[] {
  return [
    {
      name: ACTION_LOGITS,
      width: actions,
      activation: 'sigmoid',
      meaning: 's_a: probability that the person does the action of the column',
    },
    {
      name: TARGET_OFFSETS,
      width: 4 * actions,
      activation: 'identity',
      meaning: "mu_a of Eq. 2: expected box of the column's target relative to the person",
    },
  ];
}

/** Width of [H_mid, H_out], the vector that other modules read: D + Σ widths. */
export function messageWidth({
  width,
  outputs,
}: {
  readonly width: number;
  readonly outputs: readonly HoiOutput[];
}): number {
  return outputs.reduce((sum, output) => sum + output.width, width);
}
