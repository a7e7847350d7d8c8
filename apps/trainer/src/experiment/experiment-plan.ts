/** The data sets that comparisons are made on; `vcoco` and `hico` are at the published size, `hico-small` at that of a laptop, from the user's folder. */
export const PLAN_DATASETS = ['embedded', 'layout-vcoco', 'vcoco', 'hico', 'hico-small'] as const;

export type PlanDataset = (typeof PLAN_DATASETS)[number];

/** The plans of a comparison by data set; the first is the default. */
export type Comparison = Readonly<Partial<Record<PlanDataset, ExperimentPlan>>>;

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
  /** What a reader of the tables has to know, a sentence each. */
  readonly notes?: readonly string[];
  /** Models whose predictions for test images the report shows, as the paper's Fig. 4 and 5; absent: none. */
  readonly pictures?: PlanPictures;
}

export interface PlanConfig {
  readonly config: string;
  readonly settings: readonly string[];
  /** Fields without which the row would be another model's, such as `init.model`, given by `--set`. Absent: none. */
  readonly needs?: readonly string[];
}

export interface PlanColumn {
  readonly title: string;
  /** Name of one of the evaluations; absent: the run's own. */
  readonly evaluation?: string;
  /** Score of a stage in a result, with dots for its parts; `boxAp50`: of the detections, for the last stage. */
  readonly score: string;
  /** Title of the bar chart of this column; absent: none. */
  readonly chart?: string;
}

/** A stage of a config, or a row of the paper alone. */
export interface PlanRow {
  /** Name in `configs`; null: only the paper has this row. */
  readonly config: string | null;
  /** `prior`: the training prior on the same detections. Absent: the last. */
  readonly stage?: number | 'prior';
  /** Default: the config's name and the stage. */
  readonly name?: string;
  readonly paper?: PaperScores;
}

/** Numbers of the paper by the scores of columns. */
export interface PaperScores {
  /** For example `Table 2`. */
  readonly place: string;
  readonly scores: Readonly<Record<string, number>>;
}

/** By how much the first row is above the second, seed by seed. */
export interface PlanDifference {
  readonly question: string;
  readonly of: readonly [PlanRow, PlanRow];
  /** The paper's differences, each of which is one of its claims. */
  readonly paper?: PaperScores;
}

/** Names in `configs`. */
export interface PlanPictures {
  readonly turbo: string;
  readonly withoutPose: string;
  readonly withoutHoi: string;
}
