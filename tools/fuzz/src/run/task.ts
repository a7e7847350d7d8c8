/** The arguments of a child process; see child.ts. */
export interface FuzzTask {
  readonly reader: string;
  readonly seed: number;
  readonly from: number;
  readonly to: number;
  /** Folder for `progress`, and for a file and a text per failed input. */
  readonly out: string;
  /** Writes the inputs without reading them. */
  readonly writeOnly: boolean;
}

/** A dot when the seeds are ready, then the code of each outcome. */
export const PROGRESS = 'progress';
/** Peak memory of the process in MB. */
export const PEAK = 'peak';
