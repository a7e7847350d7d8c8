/** The options of `predict` as parsed by commander. */
export interface PredictCommandOptions {
  /** Exactly one of `run` and `config` is given. */
  readonly run?: string;
  /** … or this is given. */
  readonly config?: string;
  readonly set?: readonly string[];
  readonly input: readonly string[];
  readonly out?: string;
  readonly json?: true;
  readonly stages: string;
  readonly heatmaps?: true;
  readonly detector?: string;
  readonly detectorSet?: readonly string[];
  readonly pose?: string;
  readonly poseSet?: readonly string[];
  readonly minScore: number;
  readonly minActionScore: number;
  readonly skipBad?: true;
  readonly backend: string;
  readonly plugin?: readonly string[];
}
