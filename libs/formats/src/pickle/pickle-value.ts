import type { NumericArray } from '../numeric-array';

/**
 * A value of a pickle of plain data: tuples, lists and sets are arrays, dicts are maps, bytes are byte arrays, NumPy scalars
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

/**
 * An object that a pickle asks for, as data: whom it names, and with which arguments it would have been called. Nothing was.
 */
export class PickledObject {
  /** What the pickle would have set on it afterwards. */
  state: ObjectPickleValue = null;

  constructor(
    /** `torch._utils._rebuild_tensor_v2`; {@link PERSISTENT_ID} for what lies outside of the pickle. */
    readonly name: string,
    /** Null if the pickle only refers to the name. */
    readonly args: readonly ObjectPickleValue[] | null,
  ) {}
}

/** The name of a {@link PickledObject} that stands for something outside of the pickle; its argument is the id. */
export const PERSISTENT_ID = 'persistent id';

/** What a pickle of plain data and of such objects holds. */
export type ObjectPickleValue =
  | Exclude<PickleValue, PickleValue[] | Map<PickleValue, PickleValue>>
  | PickledObject
  | ObjectPickleValue[]
  | Map<ObjectPickleValue, ObjectPickleValue>;
