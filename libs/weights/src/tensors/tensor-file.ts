import type { TensorData, TensorDtype } from './tensor-data';

/** Dtype and shape of a tensor, known before its numbers are read. */
export interface TensorInfo {
  readonly dtype: TensorDtype;
  readonly shape: readonly number[];
}

/** A file of named tensors, whose numbers are read one tensor at a time. */
export interface TensorFile {
  /** Format of the file, for messages. */
  readonly format: string;
  readonly metadata: Readonly<Record<string, string>>;
  /** In the order of the file. */
  readonly names: readonly string[];
  /** @throws TurboHoiError `data` for a name that is not in the file */
  info(name: string): TensorInfo;
  /**
   * Reads a tensor's numbers into new memory.
   *
   * @throws TurboHoiError `data` for a name that is not in the file, and for a damaged file
   */
  tensor(name: string): Promise<TensorData>;
  close(): Promise<void>;
}
