/** State of a scanner; entries of the table below `Step.OPEN_OBJECT` are states, others are steps. */
export enum State {
  START,
  BOM_2,
  BOM_3,
  VALUE,
  VALUE_OR_CLOSE,
  KEY,
  KEY_OR_CLOSE,
  COLON,
  AFTER_ELEMENT,
  AFTER_MEMBER,
  END,
  STRING,
  ESCAPE,
  HEX_1,
  HEX_2,
  HEX_3,
  HEX_4,
  // The rest of a character of two to four bytes; the four below bound what follows its first byte.
  TAIL_1,
  TAIL_2,
  TAIL_3,
  AFTER_E0,
  AFTER_ED,
  AFTER_F0,
  AFTER_F4,
  MINUS,
  ZERO,
  INTEGER,
  POINT,
  FRACTION,
  EXPONENT,
  EXPONENT_SIGN,
  EXPONENT_DIGITS,
  LITERAL,
  COUNT,
}

export enum Step {
  OPEN_OBJECT = 64,
  OPEN_ARRAY,
  CLOSE,
  NEWLINE,
  BEGIN_KEY,
  BEGIN_STRING,
  END_STRING,
  BEGIN_NUMBER,
  END_NUMBER,
  BEGIN_LITERAL,
  MINUS_INFINITY,
  LITERAL_BYTE,
  REJECT,
}

const WHITESPACE = ' \t\r';
const DIGITS = '0123456789';

/**
 * RFC 8259 as a table: `GRAMMAR[256 · state + byte]` is the next state or a step that needs more than the state.
 *
 * Strings are checked to be UTF-8. `NaN`, `Infinity` and `-Infinity` are accepted, which Python writes.
 */
export const GRAMMAR: Uint8Array = buildGrammar();

function buildGrammar(): Uint8Array {
  const table = new Uint8Array(256 * State.COUNT).fill(Step.REJECT);
  const on = (state: State, bytes: string, next: State | Step) => {
    for (const byte of bytes) table[256 * state + byte.charCodeAt(0)] = next;
  };
  const between = (state: State, first: number, last: number, next: State | Step) => {
    table.fill(next, 256 * state + first, 256 * state + last + 1);
  };
  structure(on);
  strings(on, between);
  numbers(on);
  between(State.LITERAL, 0, 255, Step.LITERAL_BYTE);
  between(State.START, 0xef, 0xef, State.BOM_2);
  between(State.BOM_2, 0xbb, 0xbb, State.BOM_3);
  between(State.BOM_3, 0xbf, 0xbf, State.VALUE);
  return table;
}

type On = (state: State, bytes: string, next: State | Step) => void;
type Between = (state: State, first: number, last: number, next: State | Step) => void;

function structure(on: On): void {
  for (let state = State.VALUE; state <= State.END; state++) {
    on(state, WHITESPACE, state);
    on(state, '\n', Step.NEWLINE);
  }
  on(State.START, WHITESPACE, State.VALUE);
  on(State.START, '\n', Step.NEWLINE);
  for (const state of [State.START, State.VALUE, State.VALUE_OR_CLOSE]) {
    on(state, '{', Step.OPEN_OBJECT);
    on(state, '[', Step.OPEN_ARRAY);
    on(state, '"', Step.BEGIN_STRING);
    on(state, `-${DIGITS}`, Step.BEGIN_NUMBER);
    on(state, 'tfnNI', Step.BEGIN_LITERAL);
  }
  on(State.VALUE_OR_CLOSE, ']', Step.CLOSE);
  on(State.AFTER_ELEMENT, ']', Step.CLOSE);
  on(State.AFTER_ELEMENT, ',', State.VALUE);
  on(State.KEY_OR_CLOSE, '}', Step.CLOSE);
  on(State.AFTER_MEMBER, '}', Step.CLOSE);
  on(State.AFTER_MEMBER, ',', State.KEY);
  on(State.KEY, '"', Step.BEGIN_KEY);
  on(State.KEY_OR_CLOSE, '"', Step.BEGIN_KEY);
  on(State.COLON, ':', State.VALUE);
}

function strings(on: On, between: Between): void {
  between(State.STRING, 0x20, 0x7f, State.STRING);
  on(State.STRING, '"', Step.END_STRING);
  on(State.STRING, '\\', State.ESCAPE);
  on(State.ESCAPE, '"\\/bfnrt', State.STRING);
  on(State.ESCAPE, 'u', State.HEX_1);
  for (let state = State.HEX_1; state <= State.HEX_4; state++) {
    on(state, `${DIGITS}abcdefABCDEF`, state === State.HEX_4 ? State.STRING : state + 1);
  }
  // Unicode 15, table 3-7: well-formed UTF-8.
  between(State.STRING, 0xc2, 0xdf, State.TAIL_1);
  between(State.STRING, 0xe0, 0xef, State.TAIL_2);
  between(State.STRING, 0xe0, 0xe0, State.AFTER_E0);
  between(State.STRING, 0xed, 0xed, State.AFTER_ED);
  between(State.STRING, 0xf0, 0xf4, State.TAIL_3);
  between(State.STRING, 0xf0, 0xf0, State.AFTER_F0);
  between(State.STRING, 0xf4, 0xf4, State.AFTER_F4);
  between(State.TAIL_1, 0x80, 0xbf, State.STRING);
  between(State.TAIL_2, 0x80, 0xbf, State.TAIL_1);
  between(State.TAIL_3, 0x80, 0xbf, State.TAIL_2);
  between(State.AFTER_E0, 0xa0, 0xbf, State.TAIL_1);
  between(State.AFTER_ED, 0x80, 0x9f, State.TAIL_1);
  between(State.AFTER_F0, 0x90, 0xbf, State.TAIL_2);
  between(State.AFTER_F4, 0x80, 0x8f, State.TAIL_2);
}

function numbers(on: On): void {
  const { MINUS, ZERO, INTEGER, POINT, FRACTION, EXPONENT, EXPONENT_SIGN, EXPONENT_DIGITS } = State;
  on(MINUS, '0', ZERO);
  on(MINUS, '123456789', INTEGER);
  on(MINUS, 'I', Step.MINUS_INFINITY);
  on(INTEGER, DIGITS, INTEGER);
  for (const state of [ZERO, INTEGER]) on(state, '.', POINT);
  for (const state of [POINT, FRACTION]) on(state, DIGITS, FRACTION);
  for (const state of [ZERO, INTEGER, FRACTION]) on(state, 'eE', EXPONENT);
  on(EXPONENT, '+-', EXPONENT_SIGN);
  for (const state of [EXPONENT, EXPONENT_SIGN, EXPONENT_DIGITS])
    on(state, DIGITS, EXPONENT_DIGITS);
  for (const state of [ZERO, INTEGER, FRACTION, EXPONENT_DIGITS]) {
    on(state, `${WHITESPACE}\n,]}`, Step.END_NUMBER);
  }
}
