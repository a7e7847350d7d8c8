/** A parameter's values outside of any backend, row-major. */
export interface ParameterValue {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}
