import { existsSync } from 'node:fs';
import { run } from './run';

beforeEach(() => {
  jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  jest.spyOn(process.stderr, 'write').mockReturnValue(true);
});
afterEach(() => jest.restoreAllMocks());

const written = (stream: NodeJS.WriteStream) =>
  jest
    .mocked(stream.write)
    .mock.calls.map(([text]) => text)
    .join('');

test.each(['train', 'evaluate', 'doctor'])(
  '%s --help has at least three examples',
  async (command) => {
    expect(await run([command, '--help'])).toBe(0);
    const [, examples] = written(process.stdout).split('Examples:');
    expect(examples.match(/npx nx run trainer:/g)?.length).toBeGreaterThanOrEqual(3);
  },
);

test.each([
  [['tran'], "unknown command 'tran'\n(Did you mean train?)"],
  [['train', '--max-steps', '0'], 'Expected a whole number, 1 or more.'],
  [['train', '--seed', '1.5'], 'Expected a whole number, 0 or more.'],
  [['train', '--backend', 'tpu'], 'Allowed choices are auto, tensorflow, webgpu, wasm, cpu.'],
  [['train', '--resume', 'x', '--config', 'y'], "cannot be used with option '--config"],
  [['train', '--confg', 'y'], "unknown option '--confg'\n(Did you mean --config?)"],
  [['train', 'extra'], 'too many arguments'],
  [['train', '--run-dir', ''], '--run-dir: got an empty value; expected <dir>.'],
  [['train', '--dry-run', '--print-config'], "cannot be used with option '--print-config"],
  [['evaluate'], "missing required argument 'run'"],
  [['predict', '--input', 'x', '--run', 'y', '--config', 'z'], "cannot be used with option '--run"],
])('%j is a usage error', async (args, message) => {
  expect(await run(args)).toBe(2);
  expect(written(process.stderr)).toContain(message);
});

test('train --print-config prints the whole config, and --dry-run what would be done', async () => {
  const size = [
    '--set',
    'dataset.train=3',
    '--set',
    'dataset.validation=1',
    '--set',
    'dataset.test=2',
  ];
  expect(await run(['train', '--print-config', '--seed', '7', ...size])).toBe(0);
  const config = JSON.parse(written(process.stdout));
  expect(config).toMatchObject({ seed: 7, stages: [{ mask: { kind: 'separable' } }, {}, {}] });
  jest.mocked(process.stdout.write).mockClear();
  expect(await run(['train', '--dry-run', '--run-dir', 'never-made', ...size])).toBe(0);
  const said = written(process.stdout);
  expect(said).toContain('3 images to train on, 1 for validation, 2 to test on');
  expect(said).toContain('folder: never-made, new');
  expect(existsSync('never-made')).toBe(false);
});
