/** A class of interaction in a HICO-DET file; its index in the list is its zero-based HOI id. */
export interface HicoVerbObject {
  /** For example `sit_on`. */
  readonly verb: string;
  /** For example `dining_table`. */
  readonly object: string;
}

export type HicoSplitName = 'train' | 'test';

/**
 * The images of one split with their pairs, in flat arrays: the pairs of image i are `firstPair[i]` up to (not including)
 * `firstPair[i + 1]`, its unlocated HOIs those of `firstUnlocated` in the same way.
 */
export interface HicoSplit {
  /** [N], in the order of the file. */
  readonly fileNames: readonly string[];
  /** [N] in pixels; 0 if the file has none. */
  readonly widths: Int32Array;
  readonly heights: Int32Array;
  /** [N + 1] */
  readonly firstPair: Int32Array;
  /** [P] zero-based HOI of each located pair. */
  readonly hois: Int32Array;
  /** [4P] x1, y1, x2, y2: pixels that belong to the box, the first pixel being 1 (MATLAB's counting). */
  readonly humanBoxes: Float64Array;
  /** [4P] like `humanBoxes`. */
  readonly objectBoxes: Float64Array;
  /**
   * [P], 1 for a pair that HICO-DET's evaluator ignores, because a later entry of the image repeats its HOI. Absent: none.
   * Such pairs are still counted for the decision which HOIs are rare.
   */
  readonly replaced?: Uint8Array;
  /** [N + 1] */
  readonly firstUnlocated: Int32Array;
  /** HOIs of an image without boxes (`invis`). */
  readonly unlocated: Int32Array;
}

/** The content of an annotation file: both splits of MATLAB files, one split of JSON files. */
export interface HicoAnnotations {
  /** In the order of the HOI ids, including those without images. */
  readonly hois: readonly HicoVerbObject[];
  /** Whether a HOI is rare, if the file marks it instead of containing the training split. */
  readonly rare: readonly boolean[] | null;
  readonly splits: Readonly<Partial<Record<HicoSplitName, HicoSplit>>>;
}

/** HICO's image labels (`anno.mat`): the HOIs of an image, located or not. */
export interface HicoImageLabels {
  readonly fileNames: readonly string[];
  /** [N + 1] – the HOIs of image i are `hois[first[i]]` up to `hois[first[i + 1] - 1]`. */
  readonly first: Int32Array;
  /** Zero-based HOIs with label 1; 0 (unknown), -1 (not shown) and NaN are left out. */
  readonly hois: Int32Array;
}

/** Number of located pairs of every HOI in a split, [hois]: fewer than 10 in the training split is HICO-DET's `rare`. */
export function countPairs(split: HicoSplit, hois: number): Int32Array {
  const counts = new Int32Array(hois);
  for (const hoi of split.hois) counts[hoi]++;
  return counts;
}
