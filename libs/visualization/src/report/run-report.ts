import type { ExampleImage } from '../overlay/example-image';

/** A run in numbers and pictures: all that `renderReport` needs, plain data. */
export interface RunReport {
  readonly title: string;
  readonly environment: RunEnvironment;
  /** What the scores are, in order. */
  readonly columns: readonly ScoreColumn[];
  /** Ascending by stage; stage 0 is the initial pose. */
  readonly stages: readonly StageScores[];
  /** The scores of the training prior, which no image changes; null: not computed. */
  readonly prior: Scores | null;
  /** Scores by class, such as actions. */
  readonly tables: readonly ClassTable[];
  /** One entry a step, ascending. */
  readonly metrics: readonly MetricsLine[];
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
  /** What a reader has to know about it. */
  readonly meaning: string;
  /** `main`: a tile and a curve; else: in the table alone. */
  readonly shown: 'main' | 'table' | 'detail';
}

/** By the keys of the columns, 0..100; null: the task is switched off or there was nothing to find. */
export type Scores = Readonly<Record<string, number | null>>;

export interface StageScores {
  readonly stage: number;
  readonly scores: Scores;
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
  /** Of the training prior. */
  readonly prior: number | null;
  /** How many annotated positives there are; null: not counted. */
  readonly positives: number | null;
}

/** A line of `metrics.jsonl`. */
export interface MetricsLine {
  readonly step: number;
  /** The total loss; not finite where training went wrong. */
  readonly loss: number;
  readonly learningRate: number;
  /** Unweighted parts by name, for example `stage1.action`, `stage0.pose`, `detection.class`. */
  readonly parts: Readonly<Record<string, number>>;
}
