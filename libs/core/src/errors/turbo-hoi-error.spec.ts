import { type ErrorKind, TurboHoiError } from './turbo-hoi-error';

test.each<[ErrorKind, number]>([
  ['usage', 2],
  ['config', 2],
  ['plugin', 1],
  ['checkpoint', 1],
  ['io', 1],
])('%s exits with %d', (kind, code) => {
  expect(new TurboHoiError(kind, 'what, where').exitCode).toBe(code);
});

test('keeps the cause', () => {
  const cause = new RangeError('deep');
  const error = new TurboHoiError('data', 'what', { cause });
  expect([error.name, error.cause]).toEqual(['TurboHoiError', cause]);
});
