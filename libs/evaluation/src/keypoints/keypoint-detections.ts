/** The predicted poses of one image, in any order; D poses, K keypoints. */
export interface KeypointDetections {
  /** [D] */
  readonly scores: ArrayLike<number>;
  /** [3KD] x, y and a third number as in COCO's results, which the metric ignores. */
  readonly keypoints: ArrayLike<number>;
  /** [D] in pixels², for results with boxes; default: the extent of the keypoints. */
  readonly areas?: ArrayLike<number>;
}
