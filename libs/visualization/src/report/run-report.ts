import type { ExampleImage } from '../overlay/example-image';

/** A run in numbers and pictures: all that `renderReport` needs, plain data. */
export interface RunReport {
  readonly title: string;
  readonly environment: RunEnvironment;
  /** Ascending by stage; stage 0 is the initial pose. */
  readonly stages: readonly StageScores[];
  /** The same evaluation of guesses that do not look at the image; null: not computed. */
  readonly chance: Scores | null;
  /** Actions of the agent AP. */
  readonly agentActions: readonly ActionScores[];
  /** Pairs of action and role of the role AP. */
  readonly roleActions: readonly ActionScores[];
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

/** Average precisions in 0..100; null: the task is switched off or does not exist there. */
export interface Scores {
  readonly apAgent: number | null;
  readonly apRole: number | null;
  /** HICO-DET mAP; absent for other data sets. */
  readonly apHoi?: number | null;
  readonly apKp50: number | null;
  /** Further columns by their heading. */
  readonly more?: Readonly<Record<string, number | null>>;
}

export interface StageScores extends Scores {
  readonly stage: number;
}

/** The average precision of one action at every stage, 0..100. */
export interface ActionScores {
  readonly name: string;
  /** In the order of `RunReport.stages`. */
  readonly stages: readonly (number | null)[];
  readonly chance: number | null;
  /** How many annotated positives there are. */
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
