import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Checks, printLine, runChecks } from '../checks';
import { run, runWith } from '../pack/run';
import { published, WORKSPACE } from '../public-libs';
import { checkManager, checkNode } from './check-user';
import { PACKAGE_MANAGERS } from './package-managers';
import { type Registry, startRegistry } from './registry';
import { temporaryClone } from './temporary-clone';

const FIRST_VERSION = '0.1.0';
/** Versions of Node besides this one, from npm's packages of them. */
const OTHER_NODES = ['22.21.1', '24.11.1'];

/** Publishes everything to a registry on this machine, as a release does, and uses it as strangers would. */
async function main(checks: Checks): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), 'turbo-hoi-publish-'));
  const before = stateOfTree();
  let registry: Registry | undefined;
  try {
    printLine('starting the registry');
    registry = await startRegistry(join(scratch, 'registry'));
    const clone = join(scratch, 'clone');
    if (!(await release(checks, clone, registry))) return;
    for (const manager of PACKAGE_MANAGERS) {
      await checkManager(checks, manager, registry, folderIn(scratch, manager.name));
    }
    for (const version of OTHER_NODES) {
      await checkNode(checks, version, registry, folderIn(scratch, `node ${version}`));
    }
    checks.skip(
      'a pipeline of three external plugins (CommonJS, ESM, TypeScript)',
      'examples/ has no packages yet',
    );
  } finally {
    registry?.stop();
    rmSync(scratch, { recursive: true, force: true });
  }
  await checks.check('the tree has no tag, commit or changelog of the release', () => {
    const after = stateOfTree();
    if (after !== before) throw new Error(`before:\n${before}\nafter:\n${after}`);
  });
}

function folderIn(scratch: string, name: string): string {
  const folder = join(scratch, name.replaceAll(' ', '-'));
  mkdirSync(folder);
  return folder;
}

function stateOfTree(): string {
  const git = (...args: string[]) => run('git', args, WORKSPACE);
  const changelog = existsSync(join(WORKSPACE, 'CHANGELOG.md'));
  return `${git('rev-parse', 'HEAD')}${git('tag')}${git('status', '--short')}changelog ${changelog}`;
}

/** `nx release` in a clone, the first one. @returns whether the packages are in the registry */
async function release(checks: Checks, clone: string, registry: Registry): Promise<boolean> {
  printLine('building and releasing in a clone');
  const settings = { NX_DAEMON: 'false', ...registry.variables };
  const done = await checks.check('nx release --first-release', () => {
    temporaryClone(clone, registry.npmrc);
    runWith(settings, 'npx', ['nx', 'release', '--first-release', '--yes'], clone);
  });
  if (!done) return false;
  await checks.check(`everything public is published as ${FIRST_VERSION}, and nothing else`, () => {
    const names = published().map((lib) => lib.package.name);
    for (const name of names) {
      const version = runWith(settings, 'npm', ['view', name, 'version'], clone).trim();
      if (version !== FIRST_VERSION) throw new Error(`${name}: ${version}`);
    }
    const search = `${registry.url}-/verdaccio/data/packages`;
    const listed = run(
      'node',
      ['-e', `fetch('${search}').then(r=>r.text()).then(console.log)`],
      clone,
    );
    const all = (JSON.parse(listed) as { name: string }[]).map(({ name }) => name);
    const ours = all.filter((name) => name.includes('turbo-hoi')).sort();
    if (ours.join() !== names.sort().join()) throw new Error(`the registry has ${ours.join(', ')}`);
  });
  await checks.check('the release has a commit, a tag and a changelog', () => {
    const tag = run('git', ['describe', '--tags', '--exact-match'], clone).trim();
    if (tag !== `v${FIRST_VERSION}`) throw new Error(`tag ${tag}`);
    const changelog = readFileSync(join(clone, 'CHANGELOG.md'), 'utf8');
    if (!changelog.includes(FIRST_VERSION)) throw new Error('CHANGELOG.md lacks the version');
  });
  return true;
}

void runChecks(main);
