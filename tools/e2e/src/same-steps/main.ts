import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Checks, runChecks, printLine } from '../checks';
import { WORKSPACE } from '../public-libs';
import { exitOf, start } from '../trainer';
import { compareSteps, readSteps } from './compare-steps';

const HELP = `npx nx run e2e:same-steps -- --baseline DIR [--configs A,B] [--backends A,B] [--steps N]

Trains the first steps of configs here and in another checkout, on this machine, and compares metrics.jsonl:
loss, learningRate, gradientNorm and every value of parts have to be equal, bit by bit.
  --baseline DIR  a checkout of another commit in which npm ci was run
  --configs A,B   default: turbo-3,annotated
  --backends A,B  default: tensorflow,wasm
  --steps N       default: 20
`;

const { values } = parseArgs({
  args: process.argv.slice(2),
  options: {
    baseline: { type: 'string' },
    configs: { type: 'string', default: 'turbo-3,annotated' },
    backends: { type: 'string', default: 'tensorflow,wasm' },
    steps: { type: 'string', default: '20' },
    help: { type: 'boolean' },
  },
});

async function main(checks: Checks): Promise<void> {
  const baseline = resolve(values.baseline!);
  if (!existsSync(join(baseline, 'node_modules'))) {
    throw new Error(`--baseline: ${baseline} has no node_modules; run npm ci there.`);
  }
  const scratch = mkdtempSync(join(tmpdir(), 'turbo-hoi-same-steps-'));
  try {
    for (const backend of values.backends.split(',')) {
      for (const config of values.configs.split(',')) {
        await checks.check(`${config} on ${backend}: ${values.steps} steps`, async () => {
          const folder = (side: string) => join(scratch, `${side}-${config}-${backend}`);
          const before = await train(baseline, folder('before'), config, backend);
          const now = await train(WORKSPACE, folder('now'), config, backend);
          const { compared, differences } = compareSteps(before, now);
          if (differences.length > 0) throw new Error(`\n${differences.slice(0, 10).join('\n')}`);
          printLine(`${compared} values are equal`);
        });
      }
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function train(workspace: string, folder: string, config: string, backend: string) {
  printLine(`training ${config} on ${backend} in ${workspace}`);
  const options = ['--config', config, '--backend', backend, '--max-steps', values.steps];
  const few = ['--set', 'evaluation.images=2', '--run-dir', folder];
  const script = 'apps/trainer/src/main.ts';
  const stdio = ['ignore', 'ignore', 'inherit'] as const;
  const code = await exitOf(start(script, ['train', ...options, ...few], [...stdio], workspace));
  if (code !== 0) throw new Error(`train ended with ${code} in ${workspace}`);
  return readSteps(readFileSync(join(folder, 'metrics.jsonl'), 'utf8'));
}

if (values.help || !values.baseline) {
  process.stdout.write(HELP);
  process.exitCode = values.help ? 0 : 2;
} else {
  void runChecks(main);
}
