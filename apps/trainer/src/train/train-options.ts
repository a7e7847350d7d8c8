/** The options of `train` as parsed by commander. */
export interface TrainOptions {
  readonly config?: string;
  readonly set?: readonly string[];
  readonly runDir?: string;
  /** True: the newest run. */
  readonly resume?: string | true;
  readonly backend: string;
  readonly maxSteps?: number;
  readonly quick?: true;
  readonly seed?: number;
  readonly validateEvery?: number;
  readonly plugin?: readonly string[];
  readonly requireGpu?: true;
  readonly gpu?: true;
  readonly setup: boolean;
  readonly dryRun?: true;
  readonly printConfig?: true;
}
