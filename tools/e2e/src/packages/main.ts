import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Checks, printLine, runChecks } from '../checks';
import { packLibs, type Packed } from '../pack/pack-libs';
import { run } from '../pack/run';
import { userPackages } from '../pack/user-packages';
import { published, publicLibs } from '../public-libs';
import { bundleSize } from './bundle-size';
import { RESOLUTIONS, typeErrors } from './check-types';
import { ATTW, PUBLINT } from './pinned-tools';
import { SIZE_BUDGETS } from './size-budgets';

/** Packages whose own declarations do not pass a strict check; the README of core says what an application does. */
const KNOWN_TO_FAIL = /^@tensorflow\//;

/** What a registry and a compiler would object to in the packages as they are published. */
async function main(checks: Checks): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), 'turbo-hoi-packages-'));
  try {
    printLine('building and packing every package');
    const packages = packLibs(published(), join(scratch, 'tarballs'));
    for (const packed of packages) await checkPackage(checks, packed, scratch);
    await checkTypes(checks, packages, join(scratch, 'user'));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function checkPackage(checks: Checks, packed: Packed, scratch: string): Promise<void> {
  const { lib, tarball, size } = packed;
  const { name } = lib.package;
  await checks.check(`${name}: publint`, () => {
    run('npx', ['--yes', PUBLINT, 'run', tarball, '--strict'], scratch);
  });
  const isLib = lib.package.bin === undefined || lib.package.exports['.'] !== undefined;
  if (isLib) {
    // Resolution of Node 10 knows no subpaths such as ./node; TypeScript calls it deprecated.
    await checks.check(`${name}: are the types wrong`, () => {
      run('npx', ['--yes', ATTW, tarball, '--profile', 'node16'], scratch);
    });
  }
  await checks.check(`${name}: size`, async () => {
    const budget = SIZE_BUDGETS[name.replace('@turbo-hoi/', '')];
    if (!budget) throw new Error('has no budget in size-budgets.ts');
    checkSize('tarball', size, budget.tarball);
    if (budget.bundle !== null) checkSize('root export', await bundleSize(lib), budget.bundle);
  });
}

function checkSize(what: string, bytes: number, budget: number): void {
  printLine(`  ${what}: ${(bytes / 1000).toFixed(1)} of ${budget} kB`);
  if (bytes > budget * 1000) {
    throw new Error(`${what}: ${bytes} bytes, more than its budget of ${budget} kB`);
  }
}

async function checkTypes(
  checks: Checks,
  packages: readonly Packed[],
  folder: string,
): Promise<void> {
  run('mkdir', ['-p', folder], tmpdir());
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'user', private: true }));
  const tarballs = packages.map(({ tarball }) => tarball);
  const installed = await checks.check('all install together', () => {
    run('npm', ['install', '--no-audit', '--no-fund', ...tarballs, ...userPackages()], folder);
  });
  if (!installed) return;
  for (const resolution of RESOLUTIONS) {
    await checks.check(`types without skipLibCheck, ${resolution}`, () => {
      const errors = [...typeErrors(publicLibs(), folder, resolution)];
      for (const [name, lines] of errors)
        printLine(`  ${name || 'entries'}: ${lines.length} errors`);
      const ours = errors.filter(([name]) => !KNOWN_TO_FAIL.test(name)).flatMap(([, all]) => all);
      if (ours.length > 0) throw new Error(ours.slice(0, 20).join('\n'));
    });
  }
}

void runChecks(main);
