export interface PairContextOptions {
  /** D: width of H_mid. */
  readonly width: number;
  /** Width of a pair's hidden features. */
  readonly pairWidth: number;
  /** Width of the embedding of an object's class. */
  readonly classWidth: number;
  readonly heads: number;
  /** Transformer blocks of this stage. */
  readonly blocks: number;
  readonly dropout: number;
  /** False: pose and HOI share only the stem, as in the paper's multi-task form. */
  readonly readsPose: boolean;
  /** Weight of people's actions beside pairs. */
  readonly actionWeight: number;
  readonly absentWeight: number;
  /** Whether Eq. 2's expected target box is predicted, whose density (Eq. 3) is then a factor of a triplet's score. */
  readonly density: boolean;
  /** Weight of the expected target box. */
  readonly targetWeight: number;
}
