import { TurboHoiError } from '@turbo-hoi/core';
import { GRAMMAR, State, Step } from './json-grammar';
import { byteText, EXPECTED } from './json-messages';

export type JsonKind = 'object' | 'array' | 'string' | 'number' | 'literal';

/** Receives the positions of the values of the outer levels; offsets count bytes of the whole document. */
export interface ScanEvents {
  /** A member's name in the top-level object, from quote to quote. */
  keyBegin(offset: number): void;
  keyEnd(offset: number): void;
  /** @param depth number of open containers around the value */
  valueBegin(depth: number, kind: JsonKind, offset: number): void;
  /** @param offset of the byte after the value */
  valueEnd(depth: number, offset: number): void;
}

/** Maximum nesting of containers. */
const MAX_DEPTH = 512;
/** Values below this depth are not reported. */
const TOLD = 2;

const LITERALS: Readonly<Record<string, string>> = {
  t: 'true',
  f: 'false',
  n: 'null',
  N: 'NaN',
  I: 'Infinity',
};

/** Checks a document's grammar chunk by chunk and reports the positions of its outer values, without parsing them. */
export class JsonScanner {
  line = 1;
  private state: State = State.START;
  private afterValue: State = State.END;
  private afterString: State = State.END;
  private depth = 0;
  private readonly objects = new Uint8Array(MAX_DEPTH + 1);
  private offset = 0;
  private lineStart = 0;
  private literal = '';
  private matched = 0;

  /** @param file name of the document for messages */
  constructor(
    private readonly file: string,
    private readonly events: ScanEvents,
  ) {}

  /** @throws TurboHoiError `data` with line, column and byte of invalid JSON */
  push(chunk: Uint8Array): void {
    const table = GRAMMAR;
    let state: number = this.state;
    for (let i = 0; i < chunk.length; i++) {
      const next = table[(state << 8) | chunk[i]];
      if (next < Step.OPEN_OBJECT) {
        state = next;
        continue;
      }
      if (next === Step.REJECT) this.reject(state, chunk[i], this.offset + i);
      // A number ends at the byte after it, which is processed again.
      if (next === Step.END_NUMBER) state = this.endValue(this.offset + i--);
      else state = this.step(next, state, chunk[i], this.offset + i);
    }
    this.state = state;
    this.offset += chunk.length;
  }

  /** @throws TurboHoiError `data` if the document is incomplete */
  end(): void {
    if (this.offset === 0) throw this.error('is empty; expected JSON', 0);
    if (this.state === State.END) return;
    const { START, VALUE } = State;
    const nothing = this.depth === 0 && (this.state === START || this.state === VALUE);
    if (nothing) throw this.error('holds no JSON value', this.offset);
    throw this.error(`is truncated: expected ${EXPECTED[this.state]}, got the end`, this.offset);
  }

  /** An error with a position, for receivers of the events. */
  error(what: string, offset: number, line = this.line): TurboHoiError {
    const column = line === this.line ? `, column ${offset - this.lineStart + 1}` : '';
    return new TurboHoiError(
      'data',
      `${this.file}: ${what} at line ${line}${column} (byte ${offset}).`,
    );
  }

  private step(step: Step, state: State, byte: number, offset: number): State {
    switch (step) {
      case Step.OPEN_OBJECT:
        return this.open(1, offset);
      case Step.OPEN_ARRAY:
        return this.open(0, offset);
      case Step.CLOSE:
        this.depth--;
        this.afterValue = this.outside();
        return this.endValue(offset + 1);
      case Step.NEWLINE:
        this.line++;
        this.lineStart = offset + 1;
        return state === State.START ? State.VALUE : state;
      case Step.BEGIN_KEY:
        if (this.depth === 1) this.events.keyBegin(offset);
        this.afterString = State.COLON;
        return State.STRING;
      case Step.BEGIN_STRING:
        this.begin('string', offset);
        this.afterString = this.afterValue;
        return State.STRING;
      case Step.END_STRING:
        if (this.afterString !== State.COLON) return this.endValue(offset + 1);
        if (this.depth === 1) this.events.keyEnd(offset + 1);
        return State.COLON;
      case Step.BEGIN_NUMBER:
        this.begin('number', offset);
        if (byte === 0x2d) return State.MINUS;
        return byte === 0x30 ? State.ZERO : State.INTEGER;
      case Step.BEGIN_LITERAL:
        this.begin('literal', offset);
        return this.beginLiteral(byte);
      case Step.MINUS_INFINITY:
        return this.beginLiteral(byte);
      default:
        return this.matchLiteral(byte, offset);
    }
  }

  private open(object: 0 | 1, offset: number): State {
    if (this.depth === MAX_DEPTH) {
      throw this.error(`is nested more than ${MAX_DEPTH} levels deep`, offset);
    }
    this.begin(object ? 'object' : 'array', offset);
    this.objects[++this.depth] = object;
    this.afterValue = this.outside();
    return object ? State.KEY_OR_CLOSE : State.VALUE_OR_CLOSE;
  }

  private outside(): State {
    if (this.depth === 0) return State.END;
    return this.objects[this.depth] ? State.AFTER_MEMBER : State.AFTER_ELEMENT;
  }

  private begin(kind: JsonKind, offset: number): void {
    if (this.depth <= TOLD) this.events.valueBegin(this.depth, kind, offset);
  }

  private endValue(offset: number): State {
    if (this.depth <= TOLD) this.events.valueEnd(this.depth, offset);
    return this.afterValue;
  }

  private beginLiteral(byte: number): State {
    this.literal = LITERALS[String.fromCharCode(byte)];
    this.matched = 1;
    return State.LITERAL;
  }

  private matchLiteral(byte: number, offset: number): State {
    if (byte !== this.literal.charCodeAt(this.matched)) this.reject(State.LITERAL, byte, offset);
    if (++this.matched < this.literal.length) return State.LITERAL;
    return this.endValue(offset + 1);
  }

  private reject(state: State, byte: number, offset: number): never {
    throw this.error(`is no JSON: expected ${EXPECTED[state]}, got ${byteText(byte)}`, offset);
  }
}
