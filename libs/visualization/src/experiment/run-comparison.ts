import type { MetricsLine } from '../report/run-report';
import type { TextTable } from './experiment-report';

/** Content of a page that compares runs as plain data, the input of `renderRunComparison`. */
export interface RunComparison {
  readonly title: string;
  /** What is to be known before the tables are read, such as that a run is unfinished. */
  readonly warnings: readonly string[];
  readonly tables: readonly TextTable[];
  readonly runs: readonly ComparedCurves[];
}

export interface ComparedCurves {
  /** Short, such as a letter: charts list it. */
  readonly label: string;
  /** One entry a step, ascending; empty: nothing trained yet. */
  readonly metrics: readonly MetricsLine[];
}
