import { issueMessage, type RawIssue } from './issue-message';

const shape = { name: {}, steps: {} };

test.each<[string, RawIssue, string]>([
  [
    'another type',
    { code: 'invalid_type', input: 'x', expected: 'number' },
    'got "x"; expected a number',
  ],
  [
    'a type without a description',
    { code: 'invalid_type', input: 1, expected: 'date' },
    'got 1; expected date',
  ],
  [
    'nothing',
    { code: 'invalid_type', input: undefined, expected: 'array' },
    'got nothing; expected a list',
  ],
  ['NaN', { code: 'invalid_type', input: NaN, expected: 'number' }, 'got NaN; expected a number'],
  [
    'another value',
    { code: 'invalid_value', input: 'c', values: ['a', 'b'] },
    'got "c"; expected "a" or "b"',
  ],
  [
    'a number that is too small',
    { code: 'too_small', input: 0, origin: 'number', minimum: 0, inclusive: false },
    'got 0; expected more than 0',
  ],
  [
    'a number that is too big',
    { code: 'too_big', input: 3, origin: 'number', maximum: 2, inclusive: true },
    'got 3; expected at most 2',
  ],
  [
    'a short tuple',
    { code: 'too_small', input: [1], origin: 'tuple', minimum: 4, inclusive: true },
    'got [1]; expected at least 4 entries',
  ],
  [
    'an empty text',
    { code: 'too_small', input: '', origin: 'string', minimum: 1, inclusive: true },
    'got ""; expected a text that is not empty',
  ],
  [
    'a long text',
    { code: 'too_big', input: 'abc', origin: 'string', maximum: 2, inclusive: true },
    'got "abc"; expected at most 2 characters',
  ],
  [
    'no multiple',
    { code: 'not_multiple_of', input: 3, divisor: 2 },
    'got 3; expected a multiple of 2',
  ],
  [
    'none of several forms',
    {
      code: 'invalid_union',
      input: true,
      errors: [
        [{ code: 'invalid_type', expected: 'string' }],
        [],
        [{ code: 'invalid_value', values: [null] }],
      ],
    },
    'got true; expected a text or null',
  ],
  [
    'unknown fields, with suggestions for close ones',
    { code: 'unrecognized_keys', keys: ['stpes', 'q'], inst: { shape } },
    'unknown field "stpes", did you mean "steps"? unknown field "q". Fields here: name, steps',
  ],
  [
    'unknown fields of an object without fields',
    { code: 'unrecognized_keys', keys: ['q'] },
    'unknown field "q". Fields here: none',
  ],
])('%s', (_, issue, message) => expect(issueMessage(issue)).toBe(message));

test('long input is cut', () => {
  const issue = { code: 'invalid_type', input: 'x'.repeat(99), expected: 'number' };
  expect(issueMessage(issue)).toMatch(/^got "x{56}…; expected a number$/);
});

test('returns undefined for other issues', () => {
  expect(issueMessage({ code: 'custom', input: 1 })).toBeUndefined();
  expect(issueMessage({ code: 'invalid_union', input: 1, errors: [] })).toBeUndefined();
});
