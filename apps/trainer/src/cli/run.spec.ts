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
  [['evaluate'], "missing required argument 'run'"],
  [['predict', '--input', 'x', '--run', 'y', '--config', 'z'], "cannot be used with option '--run"],
])('%j is a usage error', async (args, message) => {
  expect(await run(args)).toBe(2);
  expect(written(process.stderr)).toContain(message);
});
