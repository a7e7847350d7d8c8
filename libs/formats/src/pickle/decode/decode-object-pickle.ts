import type { ObjectPickleValue } from '../pickle-value';
import { OPCODES } from '../opcodes';
import { OPERATIONS } from './operations';
import { PickleCursor } from './pickle-cursor';
import { PickleMachine } from './pickle-machine';
import { surveyPickle } from './survey-pickle';

export interface ObjectPickleOptions {
  /** Name of the file for messages. */
  readonly file?: string;
  /** The names, as `module.name`, of which the pickle may speak beside those of plain data. */
  readonly names: ReadonlySet<string>;
}

/** The first pickle in some bytes. */
export interface ObjectPickle {
  readonly value: ObjectPickleValue;
  /** How many bytes it takes; others may follow. */
  readonly length: number;
}

/**
 * Reads a Python pickle that asks for objects of known names, and executes nothing: what would have been called comes back as
 * a `PickledObject`, and so does what lies outside of the pickle (persistent ids). Attributes set on dicts are dropped.
 *
 * @throws TurboHoiError `data` for a damaged file and for one that names anything else, with the byte's offset
 */
export function decodeObjectPickle(bytes: Uint8Array, options: ObjectPickleOptions): ObjectPickle {
  const { file = 'pickle', names } = options;
  const survey = surveyPickle(new PickleCursor(bytes, file), false);
  const cursor = new PickleCursor(bytes, file);
  const machine = new PickleMachine(cursor, survey, undefined, names);
  for (;;) {
    const code = cursor.opcode();
    if (code === OPCODES.STOP) return { value: machine.result(), length: cursor.position };
    OPERATIONS[code]!(machine);
  }
}
