/** Options of `photo-train`, as parsed. */
export interface PhotoTrainOptions {
  readonly root: string;
  readonly splits: 'train' | 'trainval';
  readonly seed: number;
  readonly out: string;
  readonly noise?: string;
  readonly maxSteps?: number;
  readonly runDir?: string;
  /** A finished run, which is not trained again. */
  readonly run?: string;
  readonly backend: string;
  readonly set?: readonly string[];
}

/** Options of `photo-check`, as parsed. */
export interface PhotoCheckOptions {
  readonly root: string;
  readonly split: 'train' | 'val' | 'test';
  /** `none`, or a file of error rates. */
  readonly noise: string;
  readonly model?: string;
  readonly atLeast?: number;
  readonly out?: string;
  readonly backend: string;
}

/** Options of `photo-photos`, as parsed. */
export interface PhotoPhotosOptions {
  readonly labels: string;
  readonly model?: string;
  readonly out?: string;
  readonly backend: string;
}
