import type { ClassTable } from './metric';

/** How well one stage does on a split, by all metrics together. */
export interface StageScores {
  readonly stage: number;
  /** By the keys of the metrics' columns, 0..100; null: the task is switched off, or there was nothing to find. */
  readonly scores: Readonly<Record<string, number | null>>;
  /** Further fields of a result's row, JSON data. */
  readonly details: Readonly<Record<string, unknown>>;
  /** Scores by class. */
  readonly tables: readonly ClassTable[];
}
