import type { ExampleImage } from '../overlay/example-image';

/** Content of a run's report as plain data, the input of `renderReport`. */
export interface RunReport {
  readonly title: string;
  readonly environment: RunEnvironment;
  /** The kinds of score, in order. */
  readonly columns: readonly ScoreColumn[];
  /** Ascending by stage; stage 0 is the initial pose. */
  readonly stages: readonly StageScores[];
  /** The scores of the training prior, which does not depend on the image; null: not computed. */
  readonly prior: Scores | null;
  /** Sentences that say what the scores by stage are, below their table; absent or empty: none. */
  readonly words?: readonly string[];
  /** Scores by class, such as actions. */
  readonly tables: readonly ClassTable[];
  /** One entry per step, ascending. */
  readonly metrics: readonly MetricsLine[];
  /** Validations while training, ascending by step; absent or empty: none. */
  readonly validation?: readonly ValidationPoint[];
  readonly examples: readonly ExampleImage[];
  /** The resolved config; anything that JSON can hold. */
  readonly config: unknown;
}

export interface RunEnvironment {
  readonly backend: string;
  readonly device: string;
  /** Version of the JavaScript runtime. */
  readonly node: string;
  readonly seconds: number;
  readonly steps: number;
  readonly seed: number;
  readonly imagesPerSecond: number;
  /** For example `synthetic, 400 test images`. */
  readonly dataset?: string;
}

/** One kind of score of a report. */
export interface ScoreColumn {
  /** Its field in `Scores`. */
  readonly key: string;
  /** For example `AP agent`. */
  readonly heading: string;
  /** One-line explanation. */
  readonly meaning: string;
  /** `main`: with a tile and a curve; else only in the table. */
  readonly shown: 'main' | 'table' | 'detail';
}

/** By the keys of the columns, 0..100; null: the task is switched off, or nothing is annotated. */
export type Scores = Readonly<Record<string, number | null>>;

export interface StageScores {
  readonly stage: number;
  readonly scores: Scores;
}

/** The scores on some images of the validation split after a step. */
export interface ValidationPoint {
  readonly step: number;
  readonly images: number;
  readonly stages: readonly StageScores[];
  readonly prior: Scores;
}

/** Scores by class. */
export interface ClassTable {
  readonly caption: string;
  readonly rows: readonly ClassScores[];
}

/** The score of one class at every stage, 0..100. */
export interface ClassScores {
  readonly name: string;
  /** In the order of `RunReport.stages`. */
  readonly stages: readonly (number | null)[];
  /** Score of the training prior. */
  readonly prior: number | null;
  /** Number of annotated positives; null: not counted. */
  readonly positives: number | null;
}

/** A line of `metrics.jsonl`. */
export interface MetricsLine {
  readonly step: number;
  /** The total loss; not finite if training diverged. */
  readonly loss: number;
  readonly learningRate: number;
  /** Unweighted parts by name, for example `stage1.action`, `stage0.pose`, `detection.class`. */
  readonly parts: Readonly<Record<string, number>>;
}
