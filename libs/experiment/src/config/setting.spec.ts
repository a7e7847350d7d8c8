import { parseSetting, parseSettingOf, fieldPath } from './setting';

test('a path has fields and indices', () => {
  expect(parseSetting('a.b[2].c-d=1').path).toEqual(['a', 'b', 2, 'c-d']);
  expect(fieldPath(['a', 'b', 2, 'c-d'])).toBe('a.b[2].c-d');
});

test.each([
  ['x=0.5', 0.5],
  ['x=true', true],
  ['x=null', null],
  ['x=[1,2]', [1, 2]],
  ['x={"kind":"none"}', { kind: 'none' }],
  ['x="5"', '5'],
  ['x=none', 'none'],
  ['x=a=b $c', 'a=b $c'],
  ['x=', ''],
  ['x=[1', '[1'],
])('%s: the value is JSON if it parses, else a text', (text, value) => {
  expect(parseSetting(text).value).toEqual(value);
});

test('other options are parsed the same way, with their own name in messages', () => {
  expect(parseSettingOf('--pose-set', 'a=1')).toEqual({
    source: '--pose-set a=1',
    path: ['a'],
    value: 1,
  });
  expect(() => parseSettingOf('--pose-set', 'a')).toThrow(/^--pose-set a: expected path=value/);
});

test.each(['stages', '=1', 'a..b=1', 'a[x]=1', 'a[1=2', '[0]=1', 'a.=1', 'a b=1'])(
  '%s is refused with an example',
  (text) => {
    expect(() => parseSetting(text)).toThrow(
      new RegExp(`^--set .*Write it like training.steps=200 or stages.1.mask.kind=none`),
    );
  },
);

test('a value nested without end is refused by its option', () => {
  const text = `seed=${'['.repeat(20_000)}${']'.repeat(20_000)}`;
  expect(() => parseSetting(text)).toThrow(
    expect.objectContaining({
      kind: 'usage',
      message: expect.stringMatching(/^--set seed=\[.{1,80}: lists/),
    }),
  );
});
