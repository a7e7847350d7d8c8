import { formatPath } from '@turbo-hoi/core';
import type { z } from 'zod';
import { suggestion } from './nearest-name';

/** Something in a document that its schema does not allow. */
export interface SchemaIssue {
  /** For example `people[0].box[2]`. */
  readonly path: string;
  /** What was got and expected. */
  readonly text: string;
}

/** Checks a value, and says of each fault where it is, what was got and what was expected. */
export function checkSchema<S extends z.ZodType>(
  schema: S,
  value: unknown,
): { readonly value: z.output<S> } | { readonly issues: SchemaIssue[] } {
  const result = schema.safeParse(value, { error: (issue) => describe(issue as RawIssue) });
  if (result.success) return { value: result.data };
  return {
    issues: result.error.issues.map(({ path, message }) => ({
      path: formatPath(path).replace(/^\./, ''),
      text: message,
    })),
  };
}

/** The parts of zod's raw issues that are read here; which ones are there depends on the code. */
interface RawIssue {
  readonly code: string;
  readonly input: unknown;
  readonly expected?: string;
  readonly keys?: readonly string[];
  readonly values?: readonly unknown[];
  readonly minimum?: number;
  readonly inclusive?: boolean;
  readonly origin?: string;
  readonly errors?: readonly (readonly RawIssue[])[];
  readonly inst?: { readonly shape?: object };
}

function describe(issue: RawIssue): string | undefined {
  if (issue.code === 'unrecognized_keys') {
    const fields = Object.keys(issue.inst?.shape ?? {});
    const hints = issue.keys?.map((key) => `unknown field "${key}"; ${suggestion(key, fields)}`);
    return hints?.join('; ');
  }
  const expected = expectation(issue);
  return expected && `got ${show(issue.input)}; expected ${expected}`;
}

function expectation(issue: RawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return TYPES[issue.expected ?? ''] ?? issue.expected;
    case 'invalid_value':
      return issue.values?.map(show).join(' or ');
    case 'too_small':
    case 'too_big':
      return size(issue);
    case 'invalid_union':
      return issue.errors?.map(([first]) => first && expectation(first)).join(' or ');
  }
  return undefined;
}

function size({ origin, minimum, inclusive }: RawIssue): string {
  if (origin === 'string') return 'a text that is not empty';
  if (origin === 'array' || origin === 'tuple') return 'another number of entries';
  return `${inclusive ? 'at least' : 'more than'} ${minimum}`;
}

const TYPES: Readonly<Record<string, string>> = {
  int: 'a whole number',
  number: 'a number',
  string: 'a text',
  boolean: 'true or false',
  object: 'an object',
  array: 'a list',
  tuple: 'a list',
};

function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? String(value));
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
