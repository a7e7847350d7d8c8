import type { NumericArray } from '../numeric-array';

/** A value that can be written to a MATLAB file. A shape of one size is a row, as in scipy; none is a single number. */
export type MatInput =
  | NumericArray
  | string
  | {
      /** Column by column. */
      readonly cell: readonly MatInput[];
      readonly shape: readonly number[];
    }
  | {
      /** All with the same fields. */
      readonly struct: readonly Readonly<Record<string, MatInput>>[];
      /** Needed only where there is no element to have them. */
      readonly fields?: readonly string[];
      /** A row unless given. */
      readonly shape?: readonly number[];
    };
