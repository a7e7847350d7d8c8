import type { NumericArray } from '../numeric-array';

/**
 * What a pickle of plain data holds: tuples, lists and sets are arrays, dicts are maps, bytes are byte arrays, NumPy scalars
 * are numbers, NumPy arrays keep their type and shape.
 */
export type PickleValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | NumericArray
  | PickleValue[]
  | Map<PickleValue, PickleValue>;
