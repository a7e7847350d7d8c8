/** What went wrong, for code that reacts to it. `usage` is the user's to correct, the rest are failures. */
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
  | 'io';

/** The one error class of turbo-hoi: its message says what, where, what was expected and what to do next. */
export class TurboHoiError extends Error {
  constructor(
    readonly kind: ErrorKind,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'TurboHoiError';
  }

  /** 2 for a mistake in what the user asked for, 1 for a failure on the way. */
  get exitCode(): 1 | 2 {
    return this.kind === 'usage' || this.kind === 'config' ? 2 : 1;
  }
}
