import { join } from 'node:path';
import { runBenchProgram } from './bench-process';

const fake = join(__dirname, '../../testing/fake-peer.cjs');

const run = (behaviour: object) =>
  runBenchProgram({
    name: 'peer (default)',
    command: process.execPath,
    args: [fake, 'tools/pytorch_peer.py', '--name', 'default', '--steps', '3'],
    env: { FAKE_PEER: JSON.stringify(behaviour) },
    input: '{}',
  });

test('returns the object of the last line', async () => {
  expect(await run({})).toMatchObject({ size: 'default', steps: 3 });
});

test('repeats the last lines of a program that crashes', async () => {
  const trace = Array.from({ length: 20 }, (_, i) => `line ${i}`).join('\n');
  const failed = run({ crash: `${trace}\nRuntimeError: out of memory` });
  await expect(failed).rejects.toMatchObject({ kind: 'backend' });
  await expect(failed).rejects.toThrow(
    /^peer \(default\) ended with code 3:\n {2}line 13\n(.|\n)*\n {2}RuntimeError: out of memory$/,
  );
});

test('a program that prints something else is an error', async () => {
  const program = { name: 'peer', command: process.execPath, args: ['-e', 'console.log("hello")'] };
  await expect(runBenchProgram(program)).rejects.toThrow('peer printed no JSON:\n  hello');
});

test('a program that fails in silence is an error without lines', async () => {
  const program = { name: 'peer', command: process.execPath, args: ['-e', 'process.exit(1)'] };
  await expect(runBenchProgram(program)).rejects.toThrow(/^peer ended with code 1\.$/);
});

test('a program that is not there is a usage error', async () => {
  const failed = runBenchProgram({ name: '--peer PYTHON', command: '/no/python', args: [] });
  await expect(failed).rejects.toMatchObject({
    kind: 'usage',
    message: '--peer PYTHON: got /no/python; there is no such program.',
  });
});
