/** Category of an error, for code that handles it. `usage` is the user's mistake, the rest are failures. */
export type ErrorKind =
  | 'usage'
  | 'config'
  | 'plugin'
  | 'shape'
  | 'data'
  | 'checkpoint'
  | 'backend'
  | 'non-finite'
  | 'busy'
  | 'mpi'
  | 'io';

/** The error class of turbo-hoi: its message states what is wrong, where, what was expected and the next step. */
export class TurboHoiError extends Error {
  constructor(
    readonly kind: ErrorKind,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'TurboHoiError';
  }

  /** 2 for a usage error, 1 for any other failure. */
  get exitCode(): 1 | 2 {
    return this.kind === 'usage' || this.kind === 'config' ? 2 : 1;
  }
}
