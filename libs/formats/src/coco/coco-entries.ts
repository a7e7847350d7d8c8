/** An entry of `images`. */
export interface CocoImageEntry {
  readonly id: number;
  readonly file_name?: string;
  readonly width?: number;
  readonly height?: number;
}

/** An entry of `categories`. */
export interface CocoCategoryEntry {
  readonly id: number;
  readonly name?: string;
  /** Names of the keypoints; absent if the category has none. */
  readonly keypoints?: readonly string[];
}

/** An entry of `annotations`. */
export interface CocoAnnotationEntry {
  readonly id: number;
  readonly image_id: number;
  readonly category_id: number;
  /** x, y, width, height; the latter may be 0. */
  readonly bbox: readonly number[];
  readonly area: number;
  readonly iscrowd?: 0 | 1 | boolean;
  readonly ignore?: number | null;
  /** x, y, v of each. */
  readonly keypoints?: readonly number[];
  /** Number of labelled keypoints. */
  readonly num_keypoints?: number;
}
