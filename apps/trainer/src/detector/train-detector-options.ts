/** The options of `train-detector` as parsed by commander. */
export interface TrainDetectorOptions {
  readonly config?: string;
  readonly set?: readonly string[];
  readonly runDir?: string;
  readonly out?: string;
  readonly resume?: string;
  readonly backend: string;
  readonly maxSteps?: number;
  readonly seed?: number;
  readonly plugin?: readonly string[];
  readonly setup: boolean;
}
