/** mAPs in 0..100; null over no HOI at all. */
export interface HicoSetting {
  readonly full: number | null;
  /** Over the HOIs with fewer than 10 located pairs in the training split. */
  readonly rare: number | null;
  /** Over the HOIs with 10 and more. */
  readonly nonRare: number | null;
  /** By HOI; as in the original 0 for one without pairs to find, and so in the means. */
  readonly perHoi: readonly (number | null)[];
}

export interface HicoResult {
  /** Every image counts for every HOI. */
  readonly default: HicoSetting;
  /** For an HOI the images count that show its class of object in any interaction. */
  readonly knownObject: HicoSetting;
}
