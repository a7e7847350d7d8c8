import { nearest } from './nearest';

/**
 * Message of a zod issue with the value got, the value expected and the valid fields, without a closing period;
 * undefined for other kinds of issue. For `z.config({ customError })` and `schema.safeParse(value, { error })`.
 */
export function issueMessage(issue: RawIssue): string | undefined {
  if (issue.code === 'unrecognized_keys') return unknownFields(issue);
  const expected = expectation(issue);
  return expected ? `got ${show(issue.input)}; expected ${expected}` : undefined;
}

/**
 * The fields of zod's raw issues that are read here; which are present depends on the code. Declared here to avoid a
 * dependency on zod.
 */
export interface RawIssue {
  readonly code?: string;
  readonly input?: unknown;
  readonly expected?: unknown;
  readonly keys?: unknown;
  readonly values?: unknown;
  readonly minimum?: unknown;
  readonly maximum?: unknown;
  readonly inclusive?: unknown;
  readonly origin?: unknown;
  readonly divisor?: unknown;
  readonly errors?: unknown;
  readonly inst?: unknown;
}

function unknownFields({ keys, inst }: RawIssue): string {
  const fields = Object.keys((inst as { readonly shape?: object } | undefined)?.shape ?? {});
  const hints = (keys as readonly string[]).map((key) => {
    const meant = nearest(key, fields);
    return `unknown field "${key}"${meant ? `, did you mean "${meant}"?` : '.'}`;
  });
  return `${hints.join(' ')} Fields here: ${fields.join(', ') || 'none'}`;
}

function expectation(issue: RawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return TYPES[String(issue.expected)] ?? String(issue.expected);
    case 'invalid_value':
      return (issue.values as readonly unknown[]).map(show).join(' or ');
    case 'too_small':
      return bound(issue, issue.inclusive ? 'at least' : 'more than', issue.minimum);
    case 'too_big':
      return bound(issue, issue.inclusive ? 'at most' : 'less than', issue.maximum);
    case 'not_multiple_of':
      return `a multiple of ${issue.divisor}`;
    case 'invalid_union':
      return (issue.errors as readonly (readonly RawIssue[])[])
        .flatMap(([first]) => (first && expectation(first)) ?? [])
        .join(' or ');
  }
  return undefined;
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

const UNITS: Readonly<Record<string, string>> = {
  array: ' entries',
  tuple: ' entries',
  string: ' characters',
};

function bound({ origin }: RawIssue, relation: string, value: unknown): string {
  if (origin === 'string' && relation === 'at least' && value === 1)
    return 'a text that is not empty';
  return `${relation} ${value}${UNITS[String(origin)] ?? ''}`;
}

const SHOWN = 60;

function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  // Not JSON: NaN and the infinities would be null.
  const text = typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? String(value));
  return text.length > SHOWN ? `${text.slice(0, SHOWN - 3)}…` : text;
}
