export interface ExperimentOptions {
  readonly seeds: number;
  readonly jobs: number;
  readonly out?: string;
  readonly set?: readonly string[];
  readonly backend: string;
}
