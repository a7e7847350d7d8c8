/** The annotated people and objects of an image, N boxes, and who does what with which of them. */
export interface LayoutTruth {
  /** [4N] xyxy in pixels. */
  readonly boxes: Float32Array;
  /** [N] index of the object class; -1 for a box that no detection can match, such as a crowd. */
  readonly classes: Int32Array;
  /** [3T] row of the person, row of the object, action column; each triplet once. */
  readonly triplets: Int32Array;
}

/** The detections of an image, n boxes, with the scores of P people and of pairs. */
export interface LayoutPrediction {
  /** [4n] xyxy in pixels. */
  readonly boxes: Float32Array;
  readonly scores: Float32Array;
  readonly classes: Int32Array;
  /** [P] rows of the detections that are people. */
  readonly people: Int32Array;
  readonly pairs: PairPrediction;
  /** [P,A] scores of people; absent: that of each person's best pair. */
  readonly peopleScores?: Float32Array;
}

/** Scores of pairs of a person and a detection. */
export interface PairPrediction {
  /** Index into the P people. */
  readonly person: Int32Array;
  /** Row of a detection. */
  readonly object: Int32Array;
  /** [pairs,A]. */
  readonly scores: Float32Array;
}
