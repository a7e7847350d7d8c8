import { latin1 } from '../../latin1';
import type { PickleCursor } from './pickle-cursor';

/** Decimal digits beyond which an integer is refused, as Python itself does since 3.11. */
const MAX_DIGITS = 4300;
const BACKSLASH = 0x5c;
const SPACE = 0x20;

/** The line that is the argument of an opcode of protocol 0. */
export function parseLine(cursor: PickleCursor): string {
  const start = cursor.advanceLine();
  return latin1(cursor.bytes, start, cursor.position - 1);
}

/** The argument of GET and PUT. */
export function parseMemoId(cursor: PickleCursor): number {
  const text = parseLine(cursor);
  if (!/^\d{1,15}$/.test(text)) cursor.fail(`"${shorten(text)}" is no memo id`);
  return Number(text);
}

/** The argument of INT and LONG: `1`, `1L`; INT also writes booleans, as `00` and `01`. */
export function parseInteger(cursor: PickleCursor): number | bigint | boolean {
  const text = parseLine(cursor);
  if (text === '00' || text === '01') return text === '01';
  const digits = text.endsWith('L') ? text.slice(0, -1) : text;
  if (!/^[+-]?\d+$/.test(digits) || digits.length > MAX_DIGITS) {
    cursor.fail(`"${shorten(text)}" is no integer of at most ${MAX_DIGITS} digits`);
  }
  const value = Number(digits);
  return Number.isSafeInteger(value) ? value + 0 : BigInt(digits.replace('+', ''));
}

/** The argument of FLOAT. */
export function parseFloatLine(cursor: PickleCursor): number {
  const text = parseLine(cursor);
  const special = /^([+-]?)(nan|inf(?:inity)?)$/i.exec(text);
  if (special !== null) {
    if (special[2].toLowerCase() === 'nan') return NaN;
    return special[1] === '-' ? -Infinity : Infinity;
  }
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) {
    cursor.fail(`"${shorten(text)}" is no number`);
  }
  return Number(text);
}

/** The argument of STRING: a Python 2 string literal, whose bytes are read as Latin-1. */
export function parseStringLiteral(cursor: PickleCursor): string {
  const { bytes } = cursor;
  const start = cursor.advanceLine();
  let end = cursor.position - 1;
  while (end > start && bytes[end - 1] <= SPACE) end--;
  const quote = bytes[start];
  if (end - start < 2 || (quote !== 0x27 && quote !== 0x22) || bytes[end - 1] !== quote) {
    cursor.fail('the argument of STRING is not in quotes');
  }
  return unescaped(bytes.subarray(start + 1, end - 1));
}

/** A loop over bytes: arrays of Python 2 are literals of millions of escapes. */
function unescaped(literal: Uint8Array): string {
  if (!literal.includes(BACKSLASH)) return latin1(literal, 0, literal.length);
  const result = new Uint8Array(literal.length);
  let length = 0;
  for (let at = 0; at < literal.length;) {
    const byte = literal[at++];
    if (byte !== BACKSLASH || at === literal.length) {
      result[length++] = byte;
      continue;
    }
    const escape = literal[at++];
    const [high, low] = [hexDigit(literal[at]), hexDigit(literal[at + 1])];
    if (escape === 0x78 && high >= 0 && low >= 0) {
      result[length++] = 16 * high + low;
      at += 2;
    } else if (isOctal(escape)) {
      let code = escape - 0x30;
      for (let more = 0; more < 2 && isOctal(literal[at]); more++)
        code = 8 * code + literal[at++] - 0x30;
      result[length++] = code;
    } else {
      const simple = SIMPLE_ESCAPES[String.fromCharCode(escape)];
      if (simple === undefined) result[length++] = BACKSLASH;
      result[length++] = simple?.charCodeAt(0) ?? escape;
    }
  }
  return latin1(result, 0, length);
}

function isOctal(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x37;
}

/** -1 for any other byte, and for none. */
function hexDigit(byte: number | undefined): number {
  if (byte === undefined) return -1;
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}

/** The argument of UNICODE: Latin-1 with `\uXXXX` and `\UXXXXXXXX` for the rest. */
export function parseUnicodeLine(cursor: PickleCursor): string {
  return parseLine(cursor).replace(
    /\\u([0-9a-fA-F]{4})|\\U([0-9a-fA-F]{8})/g,
    (_, short: string | undefined, long: string | undefined) => {
      const code = parseInt(short ?? long!, 16);
      if (code > 0x10ffff) cursor.fail('the argument of UNICODE holds no character');
      return String.fromCodePoint(code);
    },
  );
}

const SIMPLE_ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\',
  "'": "'",
  '"': '"',
  n: '\n',
  r: '\r',
  t: '\t',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
};

function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
