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
  [['train', '--quick', '--resume', 'x'], "'--quick' cannot be used with option '--resume"],
  [['train', '--quick', '--max-steps', '9'], "'--quick' cannot be used with option '--max-steps"],
  [['train', '--confg', 'y'], "unknown option '--confg'\n(Did you mean --config?)"],
  [['train', 'extra'], 'too many arguments'],
  [['train', '--run-dir', ''], '--run-dir: got an empty value; expected <dir>.'],
  [['train', '--dry-run', '--print-config'], "cannot be used with option '--print-config"],
  [['evaluate'], "missing required argument 'run'"],
  [['bench', '--size', 'default,big'], 'Got "big"; allowed are default, default-inference, '],
  [['bench', '--peer', 'x', '--profile', 'y'], "cannot be used with option '--profile <file>'"],
  [['bench', '--backend', 'webgpu', '--profile', 'y'], '--profile: webgpu returns from an op'],
  [['bench', '--size', 'photo', '--print-config'], '--size: photo has no config'],
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

test('train --quick --print-config prints the bounded config and nothing else', async () => {
  expect(await run(['train', '--config', 'scratch', '--quick', '--print-config'])).toBe(0);
  expect(JSON.parse(written(process.stdout))).toMatchObject({
    detector: { kind: 'annotated' },
    init: {},
    training: { steps: 60 },
    schedule: { warmupSteps: 0.06 },
    evaluation: { images: 60 },
  });
});

test('bench --print-config prints the config of a size', async () => {
  expect(await run(['bench', '--size', 'published', '--print-config'])).toBe(0);
  expect(JSON.parse(written(process.stdout))).toMatchObject({
    name: 'published',
    stages: [{ hoi: { layers: 2 } }, {}, {}],
  });
});

test('train --quick without images to evaluate on is a usage error, before anything is written', async () => {
  const empty = ['--set', 'dataset.train=3', '--set', 'dataset.test=0'];
  expect(await run(['train', '--quick', '--dry-run', '--run-dir', 'never-made', ...empty])).toBe(2);
  expect(written(process.stderr)).toBe(
    '--quick: the test split of the data set has no images to evaluate on; ' +
      'choose another with --set evaluation.split=validation, or another data set.\n',
  );
});
