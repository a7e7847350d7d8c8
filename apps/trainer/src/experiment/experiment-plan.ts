/** A comparison of configs over seeds: what is trained, how it is measured, and which rows and differences its table has. */
export interface ExperimentPlan {
  readonly title: string;
  /** Built-in configs by the name that tables show, and settings that only one of them has, `path=value`. */
  readonly configs: Readonly<Record<string, string | PlanConfig>>;
  /** Settings of all configs, `path=value`. */
  readonly settings: readonly string[];
  /** Further evaluations of each trained run by name: arguments of the command `evaluate`. */
  readonly evaluations: Readonly<Record<string, readonly string[]>>;
  readonly columns: readonly PlanColumn[];
  readonly rows: readonly PlanRow[];
  readonly differences: readonly PlanDifference[];
}

export interface PlanConfig {
  readonly config: string;
  readonly settings: readonly string[];
}

export interface PlanColumn {
  readonly title: string;
  /** Name of one of the evaluations; absent: the run's own. */
  readonly evaluation?: string;
  /** Score of a stage in a result; `boxAp50`: of the detections, for the last stage. */
  readonly score: string;
}

/** A stage of a config. */
export interface PlanRow {
  /** Name in `configs`. */
  readonly config: string;
  /** `prior`: the training prior on the same detections. Absent: the last. */
  readonly stage?: number | 'prior';
}

/** By how much the first row is above the second, seed by seed. */
export interface PlanDifference {
  readonly question: string;
  readonly of: readonly [PlanRow, PlanRow];
}
