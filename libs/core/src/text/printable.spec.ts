import { printable } from './printable';

it.each([
  ['\x1b[31mRED\x07', '\\u001b[31mRED\\u0007'],
  ['a\rb\0\x7f\x9b', 'a\\u000db\\u0000\\u007f\\u009b'],
  ['photo\u202egpj.exe', 'photo\\u202egpj.exe'],
  ['two\nlines\tand é 写真 😀', 'two\nlines\tand é 写真 😀'],
])('%j is shown as %j', (text, shown) => {
  expect(printable(text)).toBe(shown);
});

it('keeps the meaning of JSON', () => {
  const value = { 'a\x9b': '\x7f\u202e\x1b' };
  expect(JSON.parse(printable(JSON.stringify(value)))).toEqual(value);
});
