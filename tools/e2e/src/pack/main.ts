import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { publicLibs, readPackage, WORKSPACE } from '../public-libs';
import { checkRanges } from './check-ranges';
import { packLibs } from './pack-libs';
import { run } from './run';

const NPM_VERSIONS = ['11', '10'];

/** Builds, packs and installs every public lib outside the workspace, and uses it there in three ways. */
function main(): void {
  const scratch = mkdtempSync(join(tmpdir(), 'turbo-hoi-pack-'));
  try {
    say('building and packing every public lib');
    const tarballs = packLibs(publicLibs(), join(scratch, 'tarballs'));
    for (const npm of NPM_VERSIONS) useWith(npm, tarballs, join(scratch, `npm-${npm}`));
    say('all public libs install and work from require, import and TypeScript');
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function useWith(npm: string, tarballs: readonly string[], folder: string): void {
  cpSync(join(__dirname, '../../programs'), folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'user', private: true }));
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(userTsconfig));
  const manager = ['--yes', `npm@${npm}`];
  say(
    `npm ${run('npx', [...manager, '--version'], folder).trim()}: installing ${tarballs.length} libs`,
  );
  run(
    'npx',
    [...manager, 'install', '--no-audit', '--no-fund', ...tarballs, ...userPackages()],
    folder,
  );
  run('npx', [...manager, 'ls', '--all'], folder);
  checkRanges(publicLibs(), folder);
  for (const lib of publicLibs()) {
    run(process.execPath, ['-e', `require('${lib.package.name}')`], folder);
    if (lib.package.exports['./node']) {
      run(process.execPath, ['-e', `require('${lib.package.name}/node')`], folder);
    }
  }
  for (const program of ['compose.cjs', 'compose.mjs', 'experiment.cjs']) {
    say(`  ${run(process.execPath, [program], folder).trim().split('\n').at(-1)}`);
  }
  run('npx', ['tsc', '-p', '.'], folder);
  say(`  ${run(process.execPath, ['out/compose.js'], folder).trim().split('\n').at(-1)}`);
}

const userTsconfig = {
  compilerOptions: {
    module: 'nodenext',
    target: 'es2022',
    strict: true,
    outDir: 'out',
    types: ['node'],
    // The types of tfjs 4 themselves do not pass.
    skipLibCheck: true,
  },
  files: ['compose.ts'],
};

/** What an application installs beside the libs: their peers, and the compiler. */
function userPackages(): string[] {
  const { dependencies, devDependencies } = readPackage(WORKSPACE) as unknown as {
    dependencies: Record<string, string>;
    devDependencies: Record<string, string>;
  };
  const pinned = { ...dependencies, ...devDependencies };
  const names = ['@tensorflow/tfjs', 'inversify', 'reflect-metadata', 'typescript', '@types/node'];
  return names.map((name) => `${name}@${pinned[name]}`);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

try {
  main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
