import type { CocoCategoryEntry, FoundBadEntries } from '@turbo-hoi/formats';

/** A COCO file's images and annotations as columns; annotations are sorted by image, in file order within one. */
export type CocoColumns = {
  /** [I]. COCO's ids of crowds do not fit 32 bits. */
  readonly imageIds: Float64Array;
  /** [I,2] – width, height. */
  readonly imageSizes: Int32Array;
  /** UTF-8, concatenated. */
  readonly fileNames: Uint8Array;
  /** [I] – end of each name in bytes. */
  readonly fileNameEnds: Uint32Array;
  /** [I+1] – index of each image's first annotation. */
  readonly starts: Uint32Array;
  /** [N]. */
  readonly ids: Float64Array;
  /** [N] – index into `CocoHeader.categories`. */
  readonly categories: Int32Array;
  /** [N,4] – x, y, width, height. */
  readonly boxes: Float64Array;
  /** [N]. */
  readonly areas: Float64Array;
  /** [N] – 1 for a crowd. */
  readonly crowd: Uint8Array;
  /** [N] – row of `keypoints`, or -1. */
  readonly keypointRows: Int32Array;
  /** [rows,K,3] – x, y, v; 32 bits if exact for every number. */
  readonly keypoints: Float32Array | Float64Array;
  /** Ids of annotations that are left out because their box has no extent. */
  readonly flatIds: Float64Array;
};

export interface CocoCategory extends CocoCategoryEntry {
  readonly name: string;
}

/** The rest of a COCO file. */
export interface CocoHeader {
  readonly categories: readonly CocoCategory[];
  /** Numbers per row of `CocoColumns.keypoints`: 3·K. */
  readonly keypointWidth: number;
  readonly bad: FoundBadEntries;
}
