/** One class of one image for a COCO metric; D detections by descending score, G annotations. */
export interface CocoImage {
  /** [D] */
  readonly scores: ArrayLike<number>;
  /** [D], in pixels². */
  readonly detectionAreas: ArrayLike<number>;
  /** [G], in pixels². */
  readonly areas: ArrayLike<number>;
  /** [G], 1 for an ignored annotation: neither a positive, nor are its matches false positives. */
  readonly ignored: Uint8Array;
  /** [G], 1 for a crowd, which matches any number of detections. */
  readonly crowd: Uint8Array;
  /** [G], 1 for an annotation with id 0, which pycocotools never counts as found. Default: none. */
  readonly unfindable?: ArrayLike<number>;
  /** [D·G], one row per detection: IoU or OKS. */
  readonly similarity: Float64Array;
}
