import type { Rng } from '@turbo-hoi/core';

const TOKENS = /"(?:[^"\\]|\\[^])*"|-?\d[\d.eE+-]*|[a-zA-Z]+|[^\s]/g;

const NUMBERS = [
  '0',
  '-1',
  '1e999',
  '-0',
  '1e-400',
  '2147483648',
  '9007199254740993',
  '0.5',
  'NaN',
];
const VALUES = [
  'null',
  'true',
  '""',
  '[]',
  '{}',
  '[[]]',
  '"\\ud800"',
  '[null]',
  '{"id":1}',
  '1e308',
];
const BROKEN = ['-Infinity', '"\u0000"', '-', '01', "'a'", '', '[', '}', ',', ':', '"', '\\'];
const KEYS = ['"__proto__"', '""', '"id"', '"constructor"', '"image_id"'];
const DEEP = 5000;

/** JSON with one token changed, removed, doubled or moved; it mostly stays valid JSON, so that readers get past the parser. */
export function mutateTokens(bytes: Uint8Array, rng: Rng): Uint8Array {
  const text = new TextDecoder().decode(bytes);
  const tokens = [...text.matchAll(TOKENS)];
  if (tokens.length === 0) return bytes;
  const values = tokens.filter(([token]) => /^["\w-]/.test(token));
  const token = rng.pick(values.length > 0 && rng.chance(0.9) ? values : tokens);
  const start = token.index;
  const end = start + token[0].length;
  const by = replacement(token[0], /^\s*:/.test(text.slice(end)), values, rng);
  return new TextEncoder().encode(text.slice(0, start) + by + text.slice(end));
}

function replacement(
  token: string,
  isKey: boolean,
  values: readonly RegExpMatchArray[],
  rng: Rng,
): string {
  if (rng.chance(0.1)) return rng.pick(BROKEN);
  if (isKey) return rng.chance(0.5) ? rng.pick(KEYS) : `"${token.slice(1, -1)}2"`;
  return rng.pick(CHANGES)(token, values, rng);
}

type Change = (token: string, values: readonly RegExpMatchArray[], rng: Rng) => string;

const CHANGES: readonly Change[] = [
  (token, _, rng) => (isNumber(token) ? rng.pick(NUMBERS) : rng.pick(VALUES)),
  (token, _, rng) => (isNumber(token) ? String(Number(token) + rng.pick([-1, 1, 1e6])) : token),
  (_, __, rng) => rng.pick(VALUES),
  (_, values, rng) => (values.length > 0 ? rng.pick(values)[0] : ''),
  (token) => `${token},${token}`,
  (token) => `[${token}]`,
  (token) => `"${token.replaceAll('"', '')}"`,
  (_, __, rng) => (rng.chance(0.1) ? '['.repeat(DEEP) : '{"a":[{"a":[{}]}]}'),
];

function isNumber(token: string): boolean {
  return /^-?\d/.test(token);
}
