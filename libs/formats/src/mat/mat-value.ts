import type { NumericArray } from '../numeric-array';

/** A variable of a MATLAB file. Linear indices count column by column, as in MATLAB, but from 0. */
export type MatValue = MatNumeric | MatText | MatCell | MatStruct;

/** Numbers or logicals. `data` is row-major: a matrix of n rows [x1 y1 x2 y2] reads as n times four numbers. */
export interface MatNumeric extends NumericArray {
  readonly kind: 'numeric';
}

/** A char array; one with several rows has a line break after each but the last. */
export interface MatText {
  readonly kind: 'text';
  readonly text: string;
}

/** A cell array; its cells are decoded on access. */
export interface MatCell {
  readonly kind: 'cell';
  readonly shape: readonly number[];
  /** Number of cells. */
  readonly length: number;
  /** @throws RangeError outside `0 <= index < length`; TurboHoiError `data` where the file is damaged */
  at(index: number): MatValue;
}

/** A struct array (a single struct has length 1); its fields are decoded on access. */
export interface MatStruct {
  readonly kind: 'struct';
  readonly shape: readonly number[];
  readonly length: number;
  readonly fields: readonly string[];
  /**
   * @param index which element
   * @throws RangeError for an unknown field or index; TurboHoiError `data` where the file is damaged
   */
  get(field: string, index?: number): MatValue;
}
