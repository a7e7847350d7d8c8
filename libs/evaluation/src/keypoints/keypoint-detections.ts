/** The poses found in one image, in any order; D poses, K keypoints. */
export interface KeypointDetections {
  /** [D] */
  readonly scores: ArrayLike<number>;
  /** [3KD] x, y and a third number as in COCO's results, which the metric does not use. */
  readonly keypoints: ArrayLike<number>;
}
