/** The options of `doctor` as parsed by commander. */
export interface DoctorOptions {
  readonly json?: true;
}
