import { otherKind } from '../../sniff/other-kind';
import { OPERATIONS } from './operations';
import { OPCODES } from '../opcodes';
import { PickleCursor } from './pickle-cursor';
import { type OnItem, PickleMachine } from './pickle-machine';
import { surveyPickle } from './survey-pickle';
import type { PickleValue } from '../pickle-value';

export interface PickleOptions {
  /** Name of the file for messages. */
  readonly file?: string;
  /** Receives the items of an outermost list one by one; they are not kept, and the result is an empty list. */
  readonly onItem?: OnItem;
}

/**
 * Reads a Python pickle of plain data, protocols 0 to 5, and executes nothing.
 *
 * Dicts are maps, tuples and sets are arrays, integers beyond 2^53 are bigints, strings of Python 2 are Latin-1, NumPy
 * arrays and scalars are numbers. Values that the pickle shares are shared, so that a small file may hold itself.
 *
 * @throws TurboHoiError `data` for a damaged file and for one that names anything but plain data, with the byte's offset
 */
export function decodePickle(bytes: Uint8Array, options: PickleOptions = {}): PickleValue {
  const file = options.file ?? 'pickle';
  try {
    return decoded(bytes, file, options.onItem);
  } catch (error) {
    throw otherKind(bytes, file, 'a pickle') ?? error;
  }
}

function decoded(bytes: Uint8Array, file: string, onItem?: OnItem): PickleValue {
  const survey = surveyPickle(new PickleCursor(bytes, file));
  const cursor = new PickleCursor(bytes, file);
  const machine = new PickleMachine(cursor, survey, onItem);
  for (;;) {
    const code = cursor.opcode();
    if (code === OPCODES.STOP) return machine.result();
    OPERATIONS[code]!(machine);
  }
}
