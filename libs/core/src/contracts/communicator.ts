/**
 * The processes that share a run, called ranks, and how they exchange values.
 *
 * Every rank calls the same methods in the same order. While a call waits for other ranks, the event loop goes on.
 */
export interface Communicator {
  /** The number of this process, from 0; rank 0 speaks and writes for all. */
  readonly rank: number;
  /** Number of ranks. */
  readonly size: number;
  /** What carries the values, for logs and errors, as `Open MPI v4.1.4`. */
  readonly library: string;
  /**
   * Sums values over all ranks, in place. Sums may be started before earlier ones are done.
   *
   * @param values of the same length everywhere; not to be used until the promise resolves
   */
  allReduceSum(values: Float32Array): Promise<void>;
  /** Rank 0's bytes, on every rank. @param bytes those of rank 0; the others' are ignored */
  broadcast(bytes: Uint8Array): Promise<Uint8Array>;
  /** The bytes of all ranks, in their order; lengths may differ. */
  allGather(bytes: Uint8Array): Promise<Uint8Array[]>;
  /** Ends the processes of all ranks at once. */
  abort(exitCode: number): void;
  /** Waits until every rank has come to its end. */
  close(): Promise<void>;
}
