import { z } from 'zod';
import { nearest } from '@turbo-hoi/core';

/**
 * Makes zod say what was got, what was expected and which fields there are, for our schemas and for those
 * of plugins alike.
 */
export function installIssueMessages(): void {
  z.config({ customError: (issue) => message(issue as Issue) });
}

// The parts of zod's raw issues that are read here; which ones are there depends on the code.
interface Issue {
  readonly code: string;
  readonly input: unknown;
  readonly expected?: string;
  readonly keys?: readonly string[];
  readonly values?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly inclusive?: boolean;
  readonly origin?: string;
  readonly divisor?: number;
  readonly errors?: readonly (readonly Issue[])[];
  readonly inst?: { readonly shape?: object };
}

function message(issue: Issue): string | undefined {
  if (issue.code === 'unrecognized_keys') return unknownFields(issue);
  const expected = expectation(issue);
  return expected && `got ${show(issue.input)}; expected ${expected}.`;
}

function unknownFields({ keys = [], inst }: Issue): string {
  const fields = Object.keys(inst?.shape ?? {});
  const hints = keys.map((key) => {
    const meant = nearest(key, fields);
    return `unknown field "${key}"${meant ? `, did you mean "${meant}"?` : '.'}`;
  });
  return `${hints.join(' ')} Fields here: ${fields.join(', ') || 'none'}.`;
}

function expectation(issue: Issue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return TYPES[issue.expected ?? ''] ?? issue.expected;
    case 'invalid_value':
      return issue.values?.map(show).join(', ');
    case 'too_small':
      return bound(issue, issue.inclusive ? 'at least' : 'more than', issue.minimum);
    case 'too_big':
      return bound(issue, issue.inclusive ? 'at most' : 'less than', issue.maximum);
    case 'not_multiple_of':
      return `a multiple of ${issue.divisor}`;
    case 'invalid_union':
      return issue.errors?.map(([first]) => first && expectation(first)).join(' or ');
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
};

function bound({ origin }: Issue, relation: string, value?: number): string {
  const unit = { array: ' entries', string: ' characters' }[origin ?? ''] ?? '';
  return `${relation} ${value}${unit}`;
}

function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? String(value));
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
