/** The native backend is not available here; message and `remedy` fit into one log line. */
export class Unavailable extends Error {
  constructor(
    reason: string,
    readonly remedy: string,
    /** Whether another try would fail in the same way. */
    readonly lasting = false,
  ) {
    super(reason);
    this.name = 'Unavailable';
  }
}
