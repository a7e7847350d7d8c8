import { checkDepth, TurboHoiError } from '@turbo-hoi/core';

/** One element of a config path: a field's name or a list's index. */
export type PathStep = string | number;

/** `--set path=value`, parsed. */
export interface Setting {
  /** The option as typed, for messages. */
  readonly source: string;
  readonly path: readonly PathStep[];
  readonly value: unknown;
}

/**
 * Reads `a.b.2.c=value` or `a.b[2].c=value`; the value is JSON if it parses as such, else a text.
 *
 * @throws TurboHoiError `usage`
 */
export function parseSetting(text: string): Setting {
  return parseSettingOf('--set', text);
}

/**
 * The same for an option other than `--set`.
 *
 * @param option its name, for messages
 * @throws TurboHoiError `usage`
 */
export function parseSettingOf(option: string, text: string): Setting {
  const source = `${option} ${text}`;
  const equals = text.indexOf('=');
  if (equals <= 0) throw malformed(source, 'expected path=value');
  const path = parsePath(text.slice(0, equals), source);
  const value = parseValue(text.slice(equals + 1));
  checkDepth(value, source.slice(0, SHOWN), 'usage');
  return { source, path, value };
}

/** A path in code notation: `stages[1].mask`. */
export function fieldPath(path: readonly PathStep[]): string {
  return path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`))
    .join('')
    .replace(/^\./, '');
}

/** Characters of an option in a message about its depth. */
const SHOWN = 80;

function parsePath(path: string, source: string): PathStep[] {
  const steps: PathStep[] = [];
  let rest = path;
  while (rest) {
    const match = (steps.length ? /^(?:\.([\w-]+)|\[(\d+)\])/ : /^([\w-]+)/).exec(rest);
    if (!match) throw malformed(source, `cannot read the path from "${rest}" on`);
    steps.push(match[2] === undefined ? match[1] : Number(match[2]));
    rest = rest.slice(match[0].length);
  }
  return steps;
}

function parseValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function malformed(source: string, reason: string): TurboHoiError {
  return new TurboHoiError(
    'usage',
    `${source}: ${reason}. Write it like training.steps=200 or stages.1.mask.kind=none; lists count from 0.`,
  );
}
