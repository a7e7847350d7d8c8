import type { TensorData, TensorDtype } from './tensor-data';

/** What is known of a tensor before its numbers are read. */
export interface TensorInfo {
  readonly dtype: TensorDtype;
  readonly shape: readonly number[];
}

/** A file of named tensors, whose numbers are read one tensor at a time. */
export interface TensorFile {
  /** What kind of file it is, for people. */
  readonly format: string;
  readonly metadata: Readonly<Record<string, string>>;
  /** In the order of the file. */
  readonly names: readonly string[];
  /** @throws TurboHoiError `data` for a name that is not in the file */
  info(name: string): TensorInfo;
  /**
   * Reads a tensor's numbers into memory of their own.
   *
   * @throws TurboHoiError `data` for a name that is not in the file, and for a damaged file
   */
  tensor(name: string): Promise<TensorData>;
  close(): Promise<void>;
}
