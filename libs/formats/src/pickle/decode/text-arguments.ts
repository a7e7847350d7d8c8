import { latin1 } from '../../latin1';
import type { PickleCursor } from './pickle-cursor';

/** Decimal digits beyond which an integer is refused, as Python itself does since 3.11. */
const MAX_DIGITS = 4300;

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
  const text = parseLine(cursor).trimEnd();
  const quote = text[0];
  if (text.length < 2 || (quote !== "'" && quote !== '"') || !text.endsWith(quote)) {
    cursor.fail('the argument of STRING is not in quotes');
  }
  return text
    .slice(1, -1)
    .replace(/\\(x[0-9a-fA-F]{2}|[0-7]{1,3}|[^])/g, (whole, escape: string) => {
      if (escape[0] === 'x' && escape.length === 3) {
        return String.fromCharCode(parseInt(escape.slice(1), 16));
      }
      if (/^[0-7]/.test(escape)) return String.fromCharCode(parseInt(escape, 8) & 255);
      return SIMPLE_ESCAPES[escape] ?? whole;
    });
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
