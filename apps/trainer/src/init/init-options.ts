/** Options of `init`. */
export interface InitOptions {
  /** Name of the package that is written; default: that of the folder. */
  readonly name?: string;
}
