import type { ClassTable } from './metric';

/** Scores of one stage on a split, of all metrics. */
export interface StageScores {
  readonly stage: number;
  /** By the keys of the metrics' columns, 0..100; null: the task is switched off, or there are no positives. */
  readonly scores: Readonly<Record<string, number | null>>;
  /** Further fields of a result's row, JSON data. */
  readonly details: Readonly<Record<string, unknown>>;
  /** Scores by class. */
  readonly tables: readonly ClassTable[];
}
