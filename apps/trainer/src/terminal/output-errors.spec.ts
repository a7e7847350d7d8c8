import { Writable } from 'node:stream';
import { OutputErrors } from './output-errors';

/** A stream whose writes fail, and one that keeps its lines. */
function streams(code: string) {
  const lines: string[] = [];
  const stdout = new Writable({
    write: (_chunk, _encoding, done) => done(Object.assign(new Error('no room'), { code })),
  });
  const stderr = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  return { stdout, stderr, lines, errors: new OutputErrors(stdout, stderr) };
}

test('output on a full disk is told once, and is a failure', async () => {
  const { stdout, lines, errors } = streams('ENOSPC');
  stdout.write('a line\n');
  stdout.write('another\n');
  expect(await errors.exitCode(0)).toBe(1);
  expect(await errors.exitCode(130)).toBe(130);
  expect(lines).toEqual([
    'Standard output cannot be written: the disk is full. The command goes on without it.\n',
  ]);
});

test('output that nobody reads is no failure', async () => {
  const { stdout, lines, errors } = streams('EPIPE');
  stdout.write('a line\n');
  expect(await errors.exitCode(0)).toBe(0);
  expect(lines).toEqual([]);
});
