export interface CompareOptions {
  /** File of the page. */
  readonly html?: string;
}
