import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { chooseBackend } from '@turbo-hoi/backends/node';
import type { BackendChoice } from '@turbo-hoi/backends';
import { readParameters } from '@turbo-hoi/weights/node';
import { WORKSPACE } from '../public-libs';
import { type Checks, runChecks, printLine } from '../checks';
import { exitOf, start } from '../trainer';
import { type Finding, findingLines, isWithin } from './finding';
import { MODEL_CHECKS } from './model-checks';

const { values: options } = parseArgs({
  args: process.argv.slice(2),
  options: {
    python: { type: 'string', default: 'python3' },
    folder: { type: 'string' },
    seed: { type: 'string', default: '0' },
    backend: { type: 'string', default: 'tensorflow' },
  },
});

const PEER = join(WORKSPACE, 'tools/golden/check_import.py');
const MODELS = Object.keys(MODEL_CHECKS);

interface RoundTrip {
  readonly tensors: number;
  /** Names of tensors that changed. */
  readonly different: readonly string[];
}

/**
 * Imports state_dicts of torchvision's models with random weights, exports them again, and compares the exported files bit for bit
 * and the outputs of our networks with torchvision's.
 */
async function main(checks: Checks): Promise<void> {
  const folder = resolve(options.folder ?? mkdtempSync(join(tmpdir(), 'turbo-hoi-import-')));
  mkdirSync(folder, { recursive: true });
  try {
    printLine(`torchvision's weights, maps and boxes (seed ${options.seed})`);
    await python(['make', folder, '--seed', options.seed]);
    printLine('import and export');
    for (const model of MODELS) await travel(join(folder, model));
    const roundTrips = JSON.parse(await python(['compare', folder])) as Record<string, RoundTrip>;
    const { version } = await chooseBackend({
      backend: options.backend as BackendChoice,
      notify: printLine,
    });
    printLine(`our networks (${version})\n`);
    const findings = new Map<string, Finding[]>();
    for (const model of MODELS) {
      const ours = await check(join(folder, model));
      findings.set(model, [roundTripFinding(roundTrips[model]), ...ours]);
    }
    printLine(findingLines(findings).join('\n'));
    for (const [model, found] of findings) {
      for (const finding of found) {
        await checks.check(`${model}: ${finding.what}`, () => {
          if (!isWithin(finding)) throw new Error(`${finding.found}, at most ${finding.bound}`);
        });
      }
    }
  } finally {
    if (options.folder === undefined) rmSync(folder, { recursive: true, force: true });
  }
}

/** Imports and exports with the command line. */
async function travel(path: string): Promise<void> {
  const run = (...args: string[]) =>
    outputOf(start('apps/trainer/src/main.ts', ['import-weights', ...args], 'pipe'));
  const ours = `${path}.ours.safetensors`;
  await run('--from', 'torchvision', '--file', `${path}.pth`, '--out', ours);
  await run('--file', ours, '--export', 'torchvision', '--out', `${path}.back.pth`);
}

async function check(path: string): Promise<Finding[]> {
  const parameters = await readParameters(`${path}.ours.safetensors`);
  const expected = await readParameters(`${path}.safetensors`);
  const findings: Finding[] = [];
  for (const run of MODEL_CHECKS[basename(path)])
    findings.push(...(await run(parameters, expected)));
  return findings;
}

function roundTripFinding({ tensors, different }: RoundTrip): Finding {
  const names = different.slice(0, 3).join(', ');
  const note = `of ${tensors}, bit for bit${names && `: ${names}`}`;
  return { what: 'changed tensors', found: different.length, bound: 0, note };
}

function python(args: readonly string[]): Promise<string> {
  return outputOf(spawn(options.python, [PEER, ...args], { stdio: 'pipe' })).catch(
    (error: Error) => {
      throw new Error(
        `${error.message}\nNeeded: a Python with the packages of tools/golden/README.md, named by --python.`,
      );
    },
  );
}

/** The standard output of a process. @throws Error with all of its output if it fails */
async function outputOf(child: ChildProcess): Promise<string> {
  let [output, errors] = ['', ''];
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const code = await exitOf(child);
  if (code === 0) return output;
  throw new Error(`${child.spawnargs.join(' ')} ended with ${code}\n${output}${errors}`);
}

void runChecks(main);
