import { ioError, isErrno, unreadable, unwritable } from './io-error';
import { TurboHoiError } from './turbo-hoi-error';

const system = (code: string) => Object.assign(new Error(`${code}: text of Node`), { code });

it.each([
  ['ENOSPC', 'Cannot write the log a.txt: no space is left on the device; free some, or'],
  ['EROFS', 'Cannot write the log a.txt: the file system is read-only; choose another folder'],
])('names the failed operation and the next step for %s', (code, message) => {
  const cause = system(code);
  const error = ioError('write the log', 'a.txt', cause, 'The old one stays.');
  expect(error).toMatchObject({ kind: 'io', cause });
  expect(error.message).toContain(message);
  expect(error.message).toMatch(new RegExp(`\\(${code}\\)\\. The old one stays\\.$`));
});

it('repeats the message of an error without advice', () => {
  expect(ioError('open', 'a.txt', system('EMFILE')).message).toBe(
    'Cannot open a.txt: EMFILE: text of Node.',
  );
  expect(ioError('open', 'a.txt', new Error('gone')).message).toBe('Cannot open a.txt: gone.');
});

it('distinguishes reading from writing', () => {
  expect(unreadable('a.txt', system('ENOENT')).message).toBe(
    'a.txt: cannot be read (ENOENT: text of Node): there is no such file; check the path.',
  );
  expect(unwritable('a.txt', system('ENOENT')).message).toMatch(/^a.txt: cannot be written \(ENOE/);
  expect(unwritable('a.txt', system('EIO')).message).toBe(
    'a.txt: cannot be written (EIO: text of Node).',
  );
  expect(unwritable('a.txt', new Error('gone'))).toMatchObject({
    kind: 'io',
    message: 'a.txt: cannot be written: gone.',
  });
  expect(unreadable('a.txt', new Error('gone'))).toBeInstanceOf(TurboHoiError);
});

it('recognises system errors by their codes', () => {
  expect(isErrno(system('EEXIST'), 'ENOENT', 'EEXIST')).toBe(true);
  expect(isErrno(system('EEXIST'), 'ENOENT')).toBe(false);
  for (const error of [new Error('EEXIST'), undefined, null, 'EEXIST', {}])
    expect(isErrno(error, 'EEXIST')).toBe(false);
});
