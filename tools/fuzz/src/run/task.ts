/** What a child process is to do, as its arguments; see child.ts. */
export interface FuzzTask {
  readonly reader: string;
  readonly seed: number;
  readonly from: number;
  readonly to: number;
  /** Gets `progress`, and a file and a text for each input that fails. */
  readonly out: string;
  /** Writes the inputs and does not read them. */
  readonly writeOnly: boolean;
}

/** A dot when the seeds are ready, then the code of each outcome. */
export const PROGRESS = 'progress';
/** The most memory that the process had, in MB. */
export const PEAK = 'peak';
