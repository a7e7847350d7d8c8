/** The options of `evaluate` as parsed by commander. */
export interface EvaluateOptions {
  readonly split?: 'validation' | 'test';
  readonly set?: readonly string[];
  readonly backend: string;
  readonly out?: string;
  readonly detections?: string;
  readonly stage?: number;
  readonly diagnose?: boolean;
  readonly detector?: string;
  readonly detectorSet?: readonly string[];
  readonly plugin?: readonly string[];
}
