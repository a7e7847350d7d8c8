/** mAPs in 0..100; null without HOIs. */
export interface HicoSetting {
  readonly full: number | null;
  /** Over the HOIs with fewer than 10 located pairs in the training split. */
  readonly rare: number | null;
  /** Over the HOIs with 10 and more. */
  readonly nonRare: number | null;
  /** By HOI; as in the original 0 without positives, which the means include. */
  readonly perHoi: readonly (number | null)[];
}

export interface HicoResult {
  /** Every image is used for every HOI. */
  readonly default: HicoSetting;
  /** For an HOI, only images with its object class in any interaction are used. */
  readonly knownObject: HicoSetting;
}
