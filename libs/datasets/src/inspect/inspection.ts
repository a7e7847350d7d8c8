import type { SplitName } from '@turbo-hoi/core';
import type { Finding } from './finding';

/** A number a split; a split that was not looked at is absent. */
export type SplitCounts = Readonly<Partial<Record<SplitName, number>>>;

export interface CountRow {
  readonly name: string;
  readonly counts: SplitCounts;
  /** The same in the official release; absent: not known. */
  readonly published?: SplitCounts;
}

export interface ActionRow extends CountRow {
  /** Null: people who do the action; else the role of which objects are counted. */
  readonly role: string | null;
}

export interface HoiRow extends CountRow {
  /** Fewer than ten located pairs in training; null: not known. */
  readonly rare: boolean | null;
}

/** A number of the data set as a whole. */
export interface Fact {
  readonly name: string;
  readonly value: number;
  readonly published?: number;
}

/** What an inspection counted and found. */
export interface Inspection {
  readonly dataset: string;
  /** `labels`: only label files are there, enough for counting. */
  readonly scope: 'everything' | 'labels';
  readonly splits: readonly SplitName[];
  readonly facts: readonly Fact[];
  /** Images, people, objects … */
  readonly totals: readonly CountRow[];
  /** An action's row, then one for each of its roles. */
  readonly actions: readonly ActionRow[];
  readonly objectClasses: readonly CountRow[];
  /** In the order of their ids; empty: the data set has no such list. */
  readonly hois: readonly HoiRow[];
  /** Where the published numbers are from; null: there are none. */
  readonly source: string | null;
  readonly findings: readonly Finding[];
}

/** Whether anything was found that makes the data set unfit for use. */
export function hasErrors({ findings }: Pick<Inspection, 'findings'>): boolean {
  return findings.some(({ severity }) => severity === 'error');
}
