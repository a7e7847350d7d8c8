import type { PickledObject, PickleValue } from '../pickle-value';
import type { NumericArray, NumericData } from '../../numeric-array';
import type { NumberFormat } from './number-format';

/** What lies on the stack or in the memo. */
export type Stacked = PickleValue | PickledObject | Loose;

/** Parts from which values are made, but no values themselves: none may end up in a list, a dict or the result. */
export abstract class Loose {
  /** Name for messages. */
  abstract readonly label: string;
}

/**
 * Creates the value of a Python call.
 *
 * @param spend charges the bytes that the value takes, before it takes them
 */
export type Make = (
  args: readonly Stacked[],
  fail: (what: string) => never,
  spend: (bytes: number) => void,
) => Stacked;

/** One of the few names that a pickle of plain data may refer to. */
export class KnownName extends Loose {
  constructor(
    readonly label: string,
    /** Creates the value of Python's call; absent if the name is only used as an argument. */
    readonly make?: Make,
  ) {
    super();
  }
}

/**
 * The text in `_codecs.encode('…', 'latin1')`, as which protocols below 3 write bytes: decoded to those at once. Python makes
 * such a text for this call alone, so that nothing else reads it.
 */
export class EncodedText extends Loose {
  readonly label = 'the text of _codecs.encode';

  constructor(readonly bytes: Uint8Array) {
    super();
  }
}

/** A NumPy dtype; its byte order comes after it, with BUILD. */
export class Dtype extends Loose {
  constructor(public format: NumberFormat) {
    super();
  }

  get label(): string {
    return `numpy.dtype('${this.format.code}')`;
  }
}

/** NumPy's dtype of arrays of Python objects. */
class ObjectDtype extends Loose {
  readonly label = "numpy.dtype('O')";
}
export const OBJECT_DTYPE = new ObjectDtype();

/** A tuple with loose parts in it. */
export class LooseTuple extends Loose {
  readonly label = 'a tuple of names';

  constructor(readonly items: readonly Stacked[]) {
    super();
  }
}

const NOTHING = new Int8Array(0);
const NO_SHAPE = [0];

/** A NumPy array, empty until BUILD fills it: the memo may already point at it. */
export class PickledArray implements NumericArray {
  shape: readonly number[] = NO_SHAPE;
  data: NumericData = NOTHING;
}

/** The lists that arrays of Python objects turned out to be, by the array that the memo points at. */
export const OBJECTS = new WeakMap<PickledArray, PickleValue[]>();

/** Creates a tuple of values of the stack. */
export function tupleOf(items: Stacked[]): Stacked {
  for (const item of items) if (item instanceof Loose) return new LooseTuple(items);
  return items as PickleValue[];
}

/** The items of a tuple (or list); null for anything else. */
export function itemsOf(value: Stacked): readonly Stacked[] | null {
  if (value instanceof LooseTuple) return value.items;
  return Array.isArray(value) ? value : null;
}
