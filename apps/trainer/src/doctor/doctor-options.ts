/** The options of `doctor` as commander gives them. */
export interface DoctorOptions {
  readonly json?: true;
}
