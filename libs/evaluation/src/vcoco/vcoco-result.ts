/** APs in 0..100; null without positives. */
export type MaybeAp = number | null;

export interface VcocoAgentResult {
  /** By action of the vocabulary. */
  readonly perAction: readonly MaybeAp[];
  /** Over all actions; one without positives counts as 0, as in the original's `nansum`. */
  readonly mean: number;
}

export interface VcocoRoleResult {
  /** By column of the vocabulary; null for a column without a role. */
  readonly perColumn: readonly MaybeAp[];
  /** Over all columns with a role and positives; null without any. */
  readonly mean: MaybeAp;
  /** The mean without the excluded actions (papers leave out V-COCO's `point`). */
  readonly meanWithoutExcluded: MaybeAp;
}

export interface VcocoResult {
  readonly agent: VcocoAgentResult;
  readonly role: {
    /** A missing target must be predicted as missing. */
    readonly scenario1: VcocoRoleResult;
    /** For a missing target any prediction is correct. */
    readonly scenario2: VcocoRoleResult;
  };
}
