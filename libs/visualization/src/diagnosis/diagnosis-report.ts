import type { ReliabilityBin } from '../charts/reliability-chart';

/** Why a stage's scores are what they are, as plain data. */
export interface DiagnosisReport {
  /** A sentence: which stage, images and detector. */
  readonly subject: string;
  /** Names of all causes in the order of tables; their places are the fills of their bars. */
  readonly causes: readonly string[];
  readonly scores: readonly DiagnosedScore[];
  readonly groups: readonly ScoreGroups[];
  /** Null: actions are not recognised. */
  readonly actions: DiagnosedActions | null;
  /** What does not apply. */
  readonly remarks: readonly string[];
}

/** A score in 0..100, what each cause costs, and what remains with everything made perfect; null: no positives. */
export interface DiagnosedScore {
  readonly heading: string;
  readonly ap: number | null;
  readonly perfect: number | null;
  readonly causes: readonly { readonly name: string; readonly loss: number | null }[];
}

/** Scores of groups of people. */
export interface ScoreGroups {
  readonly by: string;
  readonly headings: readonly string[];
  readonly rows: readonly {
    readonly name: string;
    readonly people: number;
    /** By heading. */
    readonly scores: readonly (number | null)[];
  }[];
}

export interface DiagnosedActions {
  readonly names: readonly string[];
  readonly confusion: {
    /** People who do each action. */
    readonly people: readonly number[];
    /** [true action][scored action], mean score in 0..1; null: no such people. */
    readonly scores: readonly (readonly (number | null)[])[];
  };
  readonly calibration: {
    readonly count: number;
    /** In 0..1; null without scores. */
    readonly ece: number | null;
    readonly classwiseEce: number | null;
    readonly bins: readonly ReliabilityBin[];
  };
}
