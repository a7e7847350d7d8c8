/** Why the native backend cannot be had here, in words for one line of the log; `remedy` is what would change it. */
export class Unavailable extends Error {
  constructor(
    reason: string,
    readonly remedy: string,
    /** Trying again soon would cost time and end the same way. */
    readonly lasting = false,
  ) {
    super(reason);
    this.name = 'Unavailable';
  }
}
