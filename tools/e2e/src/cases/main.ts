import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { type Checks, printLine, runChecks } from '../checks';
import { WORKSPACE } from '../public-libs';
import { exitOf, startIn } from '../trainer';
import { type Case, differences, isCase, type Outcome, readCase } from './case';

const HELP = `npx nx run e2e:cases [-- --cases DIR] [--only TEXT]

Runs every folder of DIR that has a case.json: a command line of the trainer, and what it must do.
  --cases DIR   default: tools/e2e/cases
  --only TEXT   folders whose name contains it
`;

const { values } = parseArgs({
  args: process.argv.slice(2),
  options: {
    cases: { type: 'string' },
    only: { type: 'string', default: '' },
    help: { type: 'boolean' },
  },
});

async function main(checks: Checks): Promise<void> {
  const folder = resolve(values.cases ?? join(WORKSPACE, 'tools/e2e/cases'));
  const names = readdirSync(folder).filter((name) => name.includes(values.only));
  for (const name of names.sort()) {
    const path = join(folder, name);
    if (!isCase(path)) continue;
    await checks.check(name, async () => {
      const expected = readCase(path);
      const found = differences(expected, await run(path, expected));
      if (found.length > 0) throw new Error(found.join('; '));
    });
  }
}

/** Runs a case in a copy of its folder and of those beside it, to which its paths may lead. */
async function run(path: string, { args, env, seconds }: Case): Promise<Outcome> {
  const scratch = mkdtempSync(join(tmpdir(), 'turbo-hoi-case-'));
  const folder = join(scratch, basename(path));
  try {
    copyAround(path, scratch, args);
    const set = Object.entries(env).flatMap(([name, value]) =>
      value === null ? [] : [[name, value]],
    );
    const inherited = Object.entries(process.env).filter(([name]) => !(name in env));
    const child = startIn(folder, 'apps/trainer/src/main.ts', args, {
      ...Object.fromEntries(inherited),
      ...Object.fromEntries(set),
    });
    const timer = setTimeout(() => child.kill('SIGKILL'), seconds * 1000);
    const [exit, stdout, stderr] = await Promise.all([
      exitOf(child),
      text(child.stdout!),
      text(child.stderr!),
    ]);
    clearTimeout(timer);
    return { exit, stdout, stderr, out: outFile(folder, args) };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Copies the case's folder, and each folder beside it that an argument leads to by `../`. */
function copyAround(path: string, scratch: string, args: readonly string[]): void {
  const beside = args.flatMap((arg) => /(?:^|=)\.\.\/([^/]+)/.exec(arg)?.[1] ?? []);
  for (const name of new Set([basename(path), ...beside])) {
    const from = join(path, '..', name);
    if (existsSync(from))
      cpSync(from, join(scratch, name), { recursive: true, verbatimSymlinks: true });
  }
}

function outFile(folder: string, args: readonly string[]): string | null {
  const name = args[args.indexOf('--out') + 1];
  if (!args.includes('--out') || name === undefined) return null;
  const path = resolve(folder, name);
  return existsSync(path) && !path.endsWith('/') ? contentOf(path) : null;
}

function contentOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // A folder.
    return null;
  }
}

if (values.help) printLine(HELP);
else void runChecks(main);
