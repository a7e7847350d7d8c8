import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Checks, runChecks, printLine } from '../checks';
import { published, publicLibs } from '../public-libs';
import { checkRanges } from './check-ranges';
import { packLibs } from './pack-libs';
import { run } from './run';
import { userPackages } from './user-packages';
import { USER_TSCONFIG } from './user-tsconfig';

const NPM_VERSIONS = ['11', '10'];

/** Builds, packs and installs every public lib outside the workspace, and loads it there in three ways. */
async function main(checks: Checks): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), 'turbo-hoi-pack-'));
  try {
    printLine('building and packing every public lib');
    const tarballs = packLibs(published(), join(scratch, 'tarballs')).map(
      (packed) => packed.tarball,
    );
    for (const npm of NPM_VERSIONS)
      await useWith(checks, npm, tarballs, join(scratch, `npm-${npm}`));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function useWith(
  checks: Checks,
  npm: string,
  tarballs: readonly string[],
  folder: string,
): Promise<void> {
  cpSync(join(__dirname, '../../programs'), folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'user', private: true }));
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(USER_TSCONFIG));
  const manager = ['--yes', `npm@${npm}`];
  printLine(
    `npm ${run('npx', [...manager, '--version'], folder).trim()}: installing ${tarballs.length} libs`,
  );
  const check = (what: string, body: () => void) => checks.check(`npm ${npm}: ${what}`, body);
  const installed = await check('installs with the peers', () => {
    const packages = [...tarballs, ...userPackages()];
    run('npx', [...manager, 'install', '--no-audit', '--no-fund', ...packages], folder);
    run('npx', [...manager, 'ls', '--all'], folder);
    checkRanges(published(), folder);
  });
  if (!installed) return;
  await check('every entry loads by require', () => {
    for (const lib of publicLibs()) {
      run(process.execPath, ['-e', `require('${lib.package.name}')`], folder);
      if (lib.package.exports['./node']) {
        run(process.execPath, ['-e', `require('${lib.package.name}/node')`], folder);
      }
    }
  });
  await check('the command line', () => {
    run('npx', ['turbo-hoi', 'train', '--config', 'turbo-2', '--dry-run'], folder);
  });
  for (const program of ['compose.cjs', 'compose.mjs', 'experiment.cjs']) {
    await check(program, () =>
      printLine(`  ${lastLine(run(process.execPath, [program], folder))}`),
    );
  }
  await check('compose.ts, strictly typed', () => {
    run('npx', ['tsc', '-p', '.'], folder);
    printLine(`  ${lastLine(run(process.execPath, ['out/compose.js'], folder))}`);
  });
}

const lastLine = (output: string) => output.trim().split('\n').at(-1);

void runChecks(main);
