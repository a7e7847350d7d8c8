import type { SplitName } from '@turbo-hoi/core';
import type { Finding } from './finding';

/** A count per split; splits that were not inspected are absent. */
export type SplitCounts = Readonly<Partial<Record<SplitName, number>>>;

export interface CountRow {
  readonly name: string;
  readonly counts: SplitCounts;
  /** The published count of the official release; absent: unknown. */
  readonly published?: SplitCounts;
}

export interface ActionRow extends CountRow {
  /** Null: counts people with the action; otherwise the role whose objects are counted. */
  readonly role: string | null;
}

export interface HoiRow extends CountRow {
  /** Fewer than ten located pairs in training; null: unknown. */
  readonly rare: boolean | null;
}

/** A number about the whole data set. */
export interface Fact {
  readonly name: string;
  readonly value: number;
  readonly published?: number;
}

/** The result of an inspection. */
export interface Inspection {
  readonly dataset: string;
  /** `labels`: only label files exist, which suffice for counting. */
  readonly scope: 'everything' | 'labels';
  readonly splits: readonly SplitName[];
  readonly facts: readonly Fact[];
  /** Counts of images, people, objects … */
  readonly totals: readonly CountRow[];
  /** An action's row, then one for each of its roles. */
  readonly actions: readonly ActionRow[];
  readonly objectClasses: readonly CountRow[];
  /** In the order of their ids; empty: the data set has no such list. */
  readonly hois: readonly HoiRow[];
  /** Source of the published numbers; null without them. */
  readonly source: string | null;
  readonly findings: readonly Finding[];
}

/** Whether there are findings of severity `error`. */
export function hasErrors({ findings }: Pick<Inspection, 'findings'>): boolean {
  return findings.some(({ severity }) => severity === 'error');
}
