/** Options of `setup`. */
export interface SetupOptions {
  readonly gpu?: boolean;
  /** False: nothing is downloaded. */
  readonly download: boolean;
}
