export interface ExperimentOptions {
  readonly dataset?: string;
  readonly seeds: number;
  readonly firstSeed: number;
  readonly jobs: number;
  readonly out?: string;
  readonly set?: readonly string[];
  readonly backend: string;
  /** What is finished is used again in any case. */
  readonly resume?: boolean;
  /** False: the report has no test images. */
  readonly pictures: boolean;
}
