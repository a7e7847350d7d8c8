import type { ActionConfusionResult, ApLosses, CalibrationResult } from '@turbo-hoi/evaluation';

/** Where a score is lost. */
export interface DiagnosedScore extends ApLosses {
  /** As in results, such as `apRole`. */
  readonly key: string;
  readonly heading: string;
}

/** Scores of groups of people. */
export interface GroupTable {
  /** What divides them, for example `visible joints`. */
  readonly by: string;
  readonly groups: readonly GroupScores[];
}

export interface GroupScores {
  readonly name: string;
  /** Number of annotated people. */
  readonly people: number;
  /** By key: the mean over the actions or interactions that occur in the group, in 0..100; null: none does. */
  readonly scores: Readonly<Record<string, number | null>>;
}

/** Why a stage's scores are what they are; JSON data. */
export interface Diagnosis {
  readonly stage: number;
  readonly scores: readonly DiagnosedScore[];
  readonly groups: readonly GroupTable[];
  /** Null: the stage recognises no actions. */
  readonly actions: {
    readonly names: readonly string[];
    readonly confusion: ActionConfusionResult;
    readonly calibration: CalibrationResult;
  } | null;
  /** What does not apply to the run, and why; a sentence each. */
  readonly remarks: readonly string[];
}
