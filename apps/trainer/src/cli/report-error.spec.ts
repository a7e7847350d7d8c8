import { readFileSync, rmSync } from 'node:fs';
import { TurboHoiError } from '@turbo-hoi/core';
import { reportError } from './report-error';

function report(error: unknown): [code: number, text: string] {
  const write = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  const code = reportError(error);
  const text = write.mock.calls.map(([line]) => line).join('');
  write.mockRestore();
  return [code, text];
}

test.each([
  ['usage', 2],
  ['config', 2],
  ['plugin', 1],
  ['busy', 1],
  ['io', 1],
] as const)('an error of kind %s prints its message alone and exits with %d', (kind, code) => {
  expect(report(new TurboHoiError(kind, 'What and where.'))).toEqual([code, 'What and where.\n']);
});

test('stages are counted from 1 too', () => {
  const error = new TurboHoiError('config', 'stages[1].mask: bad');
  expect(report(error)[1]).toBe('stages[1].mask (stage 2): bad\n');
});

test('a full disk is reported in words', () => {
  const error = Object.assign(new Error('ENOSPC: write'), { code: 'ENOSPC', path: '/x' });
  expect(report(error)).toEqual([1, expect.stringContaining('No space left on the disk at /x.')]);
});

test('the details of an unexpected error go to a file', () => {
  const [code, text] = report(new TypeError('x is not a function'));
  expect(code).toBe(1);
  expect(text).toMatch(/^Unexpected error: x is not a function\nDetails are in \S+; --verbose/);
  const file = /Details are in (\S+);/.exec(text)![1];
  expect(readFileSync(file, 'utf8')).toContain('TypeError: x is not a function\n    at ');
  rmSync(file);
});

test('anything can be thrown', () => {
  const [, text] = report('odd');
  expect(text).toContain('Unexpected error: odd');
  rmSync(/Details are in (\S+);/.exec(text)![1]);
});

test('TURBO_HOI_DEBUG prints the stack', () => {
  process.env.TURBO_HOI_DEBUG = '1';
  expect(report(new TurboHoiError('io', 'What.'))[1]).toMatch(
    /^What\.\nTurboHoiError: What\.\n +at/,
  );
  delete process.env.TURBO_HOI_DEBUG;
});

test('control characters of names in a message are shown, not obeyed', () => {
  const error = new TurboHoiError('config', 'unknown field "\x1b[31mRED\x07".\nUse another.');
  expect(report(error)[1]).toBe('unknown field "\\u001b[31mRED\\u0007".\nUse another.\n');
});
