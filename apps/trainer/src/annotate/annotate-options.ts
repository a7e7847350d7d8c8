/** The options of `annotate` as parsed by commander. */
export interface AnnotateOptions {
  readonly images?: string;
  readonly dataset?: string;
  readonly root?: string;
  readonly set?: readonly string[];
  readonly split: 'train' | 'validation' | 'test';
  readonly pose: string;
  readonly poseSet?: readonly string[];
  readonly minScore: number;
  readonly minKeypointScore: number;
  readonly matchIou: number;
  readonly unmatched: 'drop' | 'keep';
  readonly out: string;
  readonly skipBad?: true;
  readonly plugin?: readonly string[];
}
