/** The options of `predict` as parsed by commander. */
export interface PredictCommandOptions {
  /** A folder; true or `newest`: the newest run. At most one of `run` and `config` is given. */
  readonly run?: string | true;
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
  /** Default: the model's. */
  readonly minScore?: number;
  readonly minActionScore?: number;
  /** Minimum display score of triplets in sentences, drawings, on the page and in drafts. Default: the predictor's. */
  readonly minTripletScore?: number;
  /** New folder for a data set made of the predictions. */
  readonly draftDataset?: string;
  readonly skipBad?: true;
  readonly backend: string;
  readonly plugin?: readonly string[];
}
