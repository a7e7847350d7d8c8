import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { BackendName } from '@turbo-hoi/backends';
import { readParameters } from '@turbo-hoi/weights/node';
import { type Checks, printLine, runChecks } from '../checks';
import { type Accelerator, type AcceleratorName, findAccelerator } from './accelerator';
import { compareTensors } from './compare-tensors';
import { runWorker } from './run-worker';
import { stepTimes } from './step-times';
import { GRADIENTS_FILE, PARAMETERS_FILE, type StepsReport, UPDATE_FILE } from './worker-report';

const HELP = `npx nx run e2e:accelerators [-- --peer PYTHON]

Trains three steps of the default network on webgpu and on TensorFlow for CUDA, and compares with tfjs's cpu backend:
losses, gradients and parameters to 0.001 of the largest value of each tensor. webgpu runs on a GPU or, without one, on the
software Vulkan device of Debian's package chromium; what is not there is skipped. On a GPU it prints the time of a step.
  --peer PYTHON  a Python with torch for CUDA: prints its time of a step on the same GPU, and the ratio
`;

const { values } = parseArgs({
  args: process.argv.slice(2),
  options: { peer: { type: 'string' }, help: { type: 'boolean' } },
});

/** Difference from the cpu backend, relative to the largest value of a tensor. */
const TOLERANCE = 1e-3;

type Present = Exclude<Accelerator, { reason: string }>;

async function main(checks: Checks): Promise<void> {
  const found = new Map<AcceleratorName, Present>();
  for (const name of ['webgpu', 'tensorflow'] as const) {
    const accelerator = await findAccelerator(name);
    if ('reason' in accelerator) checks.skip(titles[name], accelerator.reason);
    else found.set(name, accelerator);
  }
  if (found.size === 0) return;
  const scratch = mkdtempSync(join(tmpdir(), 'turbo-hoi-accelerators-'));
  try {
    const expected = await steps('cpu', {}, scratch);
    for (const [name, accelerator] of found) {
      printLine(`${titles[name]}: ${accelerator.device}; ${accelerator.version}`);
      await compare(checks, name, accelerator, expected, scratch);
      if (accelerator.isGpu) await printTimes(checks, name);
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

const titles = { webgpu: 'webgpu', tensorflow: 'TensorFlow on a GPU' };

/** Three steps in a process of their own. */
async function steps(backend: BackendName, env: Present['env'], scratch: string) {
  const folder = join(scratch, backend);
  mkdirSync(folder);
  const report = await runWorker({ backend, requireGpu: false, env, folder });
  if ('reason' in report) throw new Error(`${backend}: ${report.reason}`);
  return { ...(report as StepsReport), folder };
}

async function compare(
  checks: Checks,
  name: AcceleratorName,
  { env }: Present,
  expected: Awaited<ReturnType<typeof steps>>,
  scratch: string,
): Promise<void> {
  let found: Awaited<ReturnType<typeof steps>> | undefined;
  await checks.check(`${titles[name]}: trains three steps`, async () => {
    found = await steps(name, env, scratch);
  });
  if (!found) return;
  const { steps: done, left, refusal, changed, folder } = found;
  await checks.check(`${titles[name]}: losses of three steps`, () => {
    done.forEach(({ loss }, i) => {
      const { loss: other } = expected.steps[i];
      if (!(Math.abs(loss - other) <= TOLERANCE * Math.abs(other)))
        throw new Error(`step ${i + 1}: ${loss}, on cpu ${other}`);
    });
  });
  for (const [what, file] of [
    ['gradients of the first step', GRADIENTS_FILE],
    ['parameters after three steps', PARAMETERS_FILE],
    ['an update by the default optimizer', UPDATE_FILE],
  ]) {
    await checks.check(`${titles[name]}: ${what}`, async () => {
      const [ours, theirs] = [folder, expected.folder].map((at) => readParameters(join(at, file)));
      const { worst, small } = compareTensors(await ours, await theirs);
      const rest = small.length === 0 ? '' : `; rounding alone: ${small.join(', ')}`;
      printLine(`  ${what}: at most ${worst.error.toPrecision(2)}, in ${worst.name}${rest}`);
      if (!(worst.error <= TOLERANCE)) throw new Error(`${worst.name} differs by ${worst.error}`);
    });
  }
  await checks.check(`${titles[name]}: a step leaves no tensor`, () => {
    if (left !== 0) throw new Error(`${left} tensors are left`);
  });
  await checks.check(`${titles[name]}: a loss that is not finite is refused`, () => {
    if (refusal === null) throw new Error('the step was taken');
    if (changed.length > 0) throw new Error(`it changed ${changed.join(', ')}`);
  });
}

async function printTimes(checks: Checks, name: AcceleratorName): Promise<void> {
  const { ours, peer } = await stepTimes(name, values.peer);
  printLine(`  a step of the default network: ${ours.toFixed(1)} ms`);
  if (peer === undefined) return;
  printLine(`  PyTorch on the same GPU: ${peer.toFixed(1)} ms, ratio ${(ours / peer).toFixed(2)}`);
}

if (values.help) process.stdout.write(HELP);
else void runChecks(main);
