import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Checks, printLine, runChecks } from '../checks';
import { cleanEnvironment } from '../pack/run';
import { WORKSPACE } from '../public-libs';
import { guideSteps, starredGuides } from './guide';

const HELP = `npx nx run e2e:guides [-- --only NAME] [--keep]

Follows the guides of docs/guides that have a star, line by line, in a clone of this working tree
which the first of them makes in an empty folder.
  --only NAME   besides the first, only this guide, such as own-plugin
  --keep        leave the clone, and print where it is
`;

const REPOSITORY = 'https://github.com/turbo-hoi/turbo-hoi.git';
const GUIDES = join(WORKSPACE, 'docs/guides');

const { values } = parseArgs({
  args: process.argv.slice(2),
  options: {
    only: { type: 'string' },
    keep: { type: 'boolean', default: false },
    help: { type: 'boolean' },
  },
});

async function main(checks: Checks): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), 'turbo-hoi-guides-'));
  try {
    commitWorkingTree(join(scratch, 'published'));
    const [first, ...others] = starredGuides(readFileSync(join(GUIDES, 'README.md'), 'utf8'));
    const wanted = others.filter((name) => !values.only || name === `${values.only}.md`);
    const place = await follow(checks, first, scratch, scratch);
    if (place === null) return;
    for (const name of wanted) await follow(checks, name, place, scratch);
  } finally {
    if (values.keep) printLine(`kept: ${scratch}`);
    else rmSync(scratch, { recursive: true, force: true });
  }
}

/** Follows one guide up to its first fault; only the folder outlives a block. @returns the folder at its end; null: a fault */
async function follow(
  checks: Checks,
  name: string,
  start: string,
  scratch: string,
): Promise<string | null> {
  let place = start;
  const isInstalled = (name: string) => existsSync(join(place, 'node_modules', name));
  for (const step of guideSteps(readFileSync(join(GUIDES, name), 'utf8'), isInstalled)) {
    if ('file' in step) {
      const path = join(place, step.file);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, step.text);
      continue;
    }
    const title = `${name}: ${step.commands.trim().split('\n').join(' ; ')}`;
    if (step.skip !== null) {
      checks.skip(title, step.skip);
      continue;
    }
    const passed = await checks.check(title, () => {
      place = runBlock(step.commands, step.fails, place, scratch);
    });
    if (!passed) return null;
  }
  return place;
}

/** @returns the folder in which the commands end. @throws Error with their last lines, if they end otherwise than expected */
function runBlock(commands: string, fails: boolean, place: string, scratch: string): string {
  const end = join(scratch, 'place');
  writeFileSync(end, place);
  const script = `set -eo pipefail\n${commands}\npwd > '${end}'\n`;
  const { status, stdout, stderr } = spawnSync('bash', ['-c', script], {
    cwd: place,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
    env: readersEnvironment(scratch),
  });
  if ((status !== 0) !== fails) {
    const lines = `${stdout}\n${stderr}`.trim().split('\n').slice(-12).join('\n');
    throw new Error(`${fails ? 'was not refused' : `ended with ${status}`}\n${lines}`);
  }
  return readFileSync(end, 'utf8').trim();
}

/** A reader's environment, in which git finds the working tree in the place of the published repository. */
function readersEnvironment(scratch: string): NodeJS.ProcessEnv {
  const own = Object.entries(cleanEnvironment()).filter(([name]) => !/^GIT_/i.test(name));
  return {
    ...Object.fromEntries(own),
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: `url.${join(scratch, 'published')}.insteadOf`,
    GIT_CONFIG_VALUE_0: REPOSITORY,
    NX_DAEMON: 'false',
    TURBO_HOI_NO_DOWNLOAD: '1',
    npm_config_prefer_offline: 'true',
  };
}

/** Commits the files of the working tree, also those that are new, to a repository of their own. */
function commitWorkingTree(folder: string): void {
  const git = (cwd: string, ...args: string[]) =>
    execFileSync('git', args, { cwd, encoding: 'utf8', maxBuffer: 1 << 26 });
  const names = git(WORKSPACE, 'ls-files', '-z', '--cached', '--others', '--exclude-standard');
  for (const name of new Set(names.split('\0')))
    if (name && existsSync(join(WORKSPACE, name)))
      cpSync(join(WORKSPACE, name), join(folder, name), { recursive: true });
  git(folder, 'init', '-q');
  git(folder, 'add', '-A');
  const author = ['-c', 'user.name=guides', '-c', 'user.email=guides@localhost'];
  git(folder, ...author, 'commit', '-q', '-m', 'the working tree');
}

if (values.help) printLine(HELP);
else void runChecks(main);
