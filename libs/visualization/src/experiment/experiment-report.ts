import type { Bar } from '../charts/bar-chart';
import type { IntervalRow } from '../charts/interval-chart';
import type { TargetDensity } from '../overlay/draw-heat';
import type { ExampleImage } from '../overlay/example-image';

/** Content of the report of several configs and seeds as plain data, the input of `renderExperimentReport`. */
export interface ExperimentReport {
  readonly title: string;
  /** What was compared, one line. */
  readonly subtitle: string;
  readonly facts: readonly (readonly [name: string, value: string])[];
  /** Bars by column; empty: no section. */
  readonly charts: readonly { readonly title: string; readonly bars: readonly Bar[] }[];
  /** Differences that the paper states, and sentences about them; no rows: no section. */
  readonly claims: { readonly words: readonly string[]; readonly rows: readonly IntervalRow[] };
  readonly tables: readonly TextTable[];
  /** Test images of several models, in sections; empty: none. */
  readonly pictures: readonly PictureGroup[];
  /** How to make the report again. */
  readonly command: string;
}

export interface TextTable {
  readonly caption: string;
  /** Remarks below the table. */
  readonly notes: readonly string[];
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Test images that one rule selects. */
export interface PictureGroup {
  readonly title: string;
  /** The rule. */
  readonly rule: string;
  readonly pictures: readonly Picture[];
}

/** A test image with its annotations and predictions of several models and stages, a column each. */
export interface Picture {
  /** What is to be seen, one line. */
  readonly note: string;
  /** Its image is the background of all columns; its annotations come first. */
  readonly example: ExampleImage;
  readonly columns: readonly PictureColumn[];
}

/** A stage of a model. */
export interface PictureColumn {
  readonly caption: string;
  readonly example: ExampleImage;
  readonly stage: number;
  /** Where the stage expects targets; absent: not shown. */
  readonly densities?: readonly TargetDensity[];
}
