export interface ExperimentOptions {
  readonly seeds: number;
  readonly firstSeed: number;
  readonly jobs: number;
  readonly out?: string;
  readonly set?: readonly string[];
  readonly backend: string;
}
