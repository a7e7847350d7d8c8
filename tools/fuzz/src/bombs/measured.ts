/** What reading one file took. */
export interface Measured {
  /** Of the processor, which do not grow while other processes run. */
  readonly seconds: number;
  /** Growth of the process's peak memory. */
  readonly megabytes: number;
  /** `read`, the message of a refusal, or `!` and an error that is no refusal. */
  readonly outcome: string;
}
