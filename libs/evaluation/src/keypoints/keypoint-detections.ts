/** The poses found in one image, in any order; D poses, K keypoints. */
export interface KeypointDetections {
  /** [D] */
  readonly scores: ArrayLike<number>;
  /** [3KD] x, y and a third number as in COCO's results, which the metric does not use. */
  readonly keypoints: ArrayLike<number>;
  /** [D] in pixels², for results that come with boxes; the extent of the keypoints when left out. */
  readonly areas?: ArrayLike<number>;
}
