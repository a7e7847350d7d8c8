import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PLUGIN_PARTS } from '@turbo-hoi/experiment/node';
import { type Checks, runChecks } from '../checks';
import { run as runProgram } from '../pack/run';
import { WORKSPACE } from '../public-libs';
import { exitOf, startIn } from '../trainer';

const TRAINER = 'apps/trainer/src/main.ts';

/** Every generator, for the workspace and as a package: what it writes passes lint, types and its own test. */
async function main(checks: Checks): Promise<void> {
  // In the workspace, whose packages the plugins import.
  mkdirSync(join(WORKSPACE, 'runs'), { recursive: true });
  const scratch = mkdtempSync(join(WORKSPACE, 'runs/generators-'));
  try {
    for (const part of PLUGIN_PARTS) {
      await newPlugin(checks, scratch, part, false);
      await newPlugin(checks, scratch, part, true);
    }
    writeFileSync(join(scratch, 'tsconfig.json'), JSON.stringify(TSCONFIG));
    await checks.check('all of them are strictly typed', () =>
      tool(scratch, 'typescript/bin/tsc', ['-p', '.']),
    );
    await checks.check("all of them pass the workspace's lint", () =>
      tool(WORKSPACE, 'eslint/bin/eslint.js', ['--no-warn-ignored', scratch]),
    );
    await refusals(checks, scratch);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function newPlugin(checks: Checks, scratch: string, part: string, isPackage: boolean) {
  const name = isPackage ? `packaged-${part}` : `own-${part}`;
  const options = isPackage ? ['--package'] : [];
  await checks.check(`new ${part} ${name}: its test passes`, async () => {
    await run(scratch, TRAINER, ['new', part, name, ...options]);
    const file = isPackage ? `test/${name}.test.ts` : `${name}.plugin.test.ts`;
    await run(scratch, join(scratch.slice(WORKSPACE.length + 1), name, file), []);
  });
}

async function refusals(checks: Checks, scratch: string): Promise<void> {
  const locked = join(scratch, 'locked');
  writeFileSync(locked, '');
  chmodSync(locked, 0o400);
  const cases: readonly (readonly [string, readonly string[], RegExp])[] = [
    ['an existing folder', ['mask', 'own-mask'], /own-mask exists already/],
    ['a bad name', ['mask', 'Own Mask'], /expected lower-case letters/],
    ['an unknown part', ['msk', 'other'], /did you mean "mask"/],
    ['a folder that cannot be written', ['mask', 'other', '--dir', locked], /cannot be written/],
  ];
  for (const [what, args, expected] of cases) {
    await checks.check(`${what} is refused in one line`, async () => {
      const { exit, stderr } = await outcome(scratch, TRAINER, ['new', ...args]);
      const lines = stderr.trim().split('\n');
      if (exit === 0 || lines.length !== 1 || !expected.test(lines[0]))
        throw new Error(`exit code ${exit}: ${stderr}`);
    });
  }
}

async function run(folder: string, script: string, args: readonly string[]): Promise<void> {
  const { exit, stdout, stderr } = await outcome(folder, script, args);
  if (exit !== 0) throw new Error(`exit code ${exit}: ${stdout}\n${stderr}`);
}

async function outcome(folder: string, script: string, args: readonly string[]) {
  const child = startIn(folder, script, args, { ...process.env, TURBO_HOI_NO_DOWNLOAD: '1' });
  const texts = { stdout: '', stderr: '' };
  child.stdout!.on('data', (chunk) => (texts.stdout += String(chunk)));
  child.stderr!.on('data', (chunk) => (texts.stderr += String(chunk)));
  return { exit: await exitOf(child), ...texts };
}

/** Runs a tool of the workspace's node_modules. */
const tool = (folder: string, path: string, args: readonly string[]) =>
  void runProgram(process.execPath, [join(WORKSPACE, 'node_modules', path), ...args], folder);

const TSCONFIG = {
  compilerOptions: {
    module: 'nodenext',
    target: 'es2022',
    strict: true,
    noEmit: true,
    types: ['node'],
    skipLibCheck: true,
    customConditions: ['@turbo-hoi/source'],
    experimentalDecorators: true,
    emitDecoratorMetadata: true,
  },
  include: ['**/*.ts'],
};

void runChecks(main);
