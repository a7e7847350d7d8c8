/** One image of one class as a COCO metric compares it; D detections from best to worst, G annotations. */
export interface CocoImage {
  /** [D] */
  readonly scores: ArrayLike<number>;
  /** [D], in pixels². */
  readonly detectionAreas: ArrayLike<number>;
  /** [G], in pixels². */
  readonly areas: ArrayLike<number>;
  /** [G], 1 for an annotation that need not be found and whose detection is no mistake. */
  readonly ignored: Uint8Array;
  /** [G], 1 for an annotation of a crowd, which takes any number of detections. */
  readonly crowd: Uint8Array;
  /** [G], 1 for an annotation that pycocotools never counts as found: its id is 0. None when left out. */
  readonly unfindable?: ArrayLike<number>;
  /** [D·G], a row a detection: box overlap, keypoint similarity. */
  readonly similarity: Float64Array;
}
