import { State } from './json-grammar';

const DIGIT = 'a digit';
const NUMBER_END = 'the end of a number';
const CHARACTER = 'the rest of a UTF-8 character';

/** Expected input by state, for messages. */
export const EXPECTED: Readonly<Record<number, string>> = {
  [State.START]: 'an object or an array',
  [State.BOM_2]: 'a byte order mark',
  [State.BOM_3]: 'a byte order mark',
  [State.VALUE]: 'a value',
  [State.VALUE_OR_CLOSE]: 'a value or "]"',
  [State.KEY]: 'a quoted name',
  [State.KEY_OR_CLOSE]: 'a quoted name or "}"',
  [State.COLON]: '":"',
  [State.AFTER_ELEMENT]: '"," or "]"',
  [State.AFTER_MEMBER]: '"," or "}"',
  [State.END]: 'nothing behind the document',
  [State.STRING]: 'the rest of a string (UTF-8, control characters escaped)',
  [State.ESCAPE]: 'one of "\\/bfnrtu behind a backslash',
  [State.HEX_1]: 'four hexadecimal digits',
  [State.HEX_2]: 'four hexadecimal digits',
  [State.HEX_3]: 'four hexadecimal digits',
  [State.HEX_4]: 'four hexadecimal digits',
  [State.TAIL_1]: CHARACTER,
  [State.TAIL_2]: CHARACTER,
  [State.TAIL_3]: CHARACTER,
  [State.AFTER_E0]: CHARACTER,
  [State.AFTER_ED]: CHARACTER,
  [State.AFTER_F0]: CHARACTER,
  [State.AFTER_F4]: CHARACTER,
  [State.MINUS]: DIGIT,
  [State.ZERO]: NUMBER_END,
  [State.INTEGER]: NUMBER_END,
  [State.POINT]: DIGIT,
  [State.FRACTION]: NUMBER_END,
  [State.EXPONENT]: DIGIT,
  [State.EXPONENT_SIGN]: DIGIT,
  [State.EXPONENT_DIGITS]: NUMBER_END,
  [State.LITERAL]: 'true, false, null, NaN or Infinity',
};

/** Formats a byte for messages. */
export function byteText(byte: number): string {
  const printable = byte > 0x20 && byte < 0x7f;
  return printable
    ? `"${String.fromCharCode(byte)}"`
    : `byte 0x${byte.toString(16).padStart(2, '0')}`;
}
