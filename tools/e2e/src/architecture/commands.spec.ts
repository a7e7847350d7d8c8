import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { WORKSPACE } from '../public-libs';
import { pages } from './pages';

interface Command {
  readonly project: string;
  readonly target: string;
  /** The arguments after `--`, with continued lines joined. */
  readonly args: string;
}

function commands(text: string): Command[] {
  const joined = text.replace(/\\\n\s*/g, ' ');
  const found = joined.matchAll(/npx nx run ([\w-]+):([\w-]+)(?: +-- +([^`\n#]*))?/g);
  return [...found].map(([, project, target, args = '']) => ({ project, target, args }));
}

/** Inferred targets, named in nx.json. */
const INFERRED = ['typecheck', 'build', 'test', 'lint'];

/** Targets by project name. */
function targets(): Map<string, readonly string[]> {
  const files = ['libs', 'apps', 'tools'].flatMap((folder) =>
    readdirSync(join(WORKSPACE, folder)).map((name) => `${folder}/${name}/project.json`),
  );
  const projects = files
    .filter((path) => existsSync(join(WORKSPACE, path)))
    .map((path) => JSON.parse(readFileSync(join(WORKSPACE, path), 'utf8')));
  return new Map(
    projects.map(({ name, targets = {} }) => [name, [...INFERRED, ...Object.keys(targets)]]),
  );
}

function cliSource(): string {
  const folder = join(WORKSPACE, 'apps/trainer/src/cli');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n');
}

const options = new Set([...cliSource().matchAll(/'(--[a-z-]+)/g)].map(([, option]) => option));
options.add('--help');
const configs = readdirSync(join(WORKSPACE, 'apps/trainer/configs')).map((name) =>
  name.replace(/\.ts$/, ''),
);

function faults(text: string): string[] {
  const known = targets();
  return commands(text).flatMap(({ project, target, args }) => {
    const command = `${project}:${target}`;
    if (!known.get(project)?.includes(target)) return [`${command}: no such target`];
    if (project !== 'trainer') return [];
    const unknown = [...args.matchAll(/(?<=^| )--[a-z][a-z-]*/g)]
      .map(([option]) => option)
      .filter((option) => !options.has(option));
    const named = [...args.matchAll(/--config ([a-z][\w-]*)(?= |$)/g)]
      .map(([, name]) => name)
      .filter((name) => !configs.includes(name));
    return [
      ...unknown.map((option) => `${command} ${option}: no such option`),
      ...named.map((name) => `${command} --config ${name}: no such config`),
    ];
  });
}

test('names a target, an option and a config that do not exist', () => {
  const text =
    'npx nx run trainer:fly\nnpx nx run trainer:train -- \\\n  --config turbo-9 --fast\n';
  expect(faults(text)).toEqual([
    'trainer:fly: no such target',
    'trainer:train --fast: no such option',
    'trainer:train --config turbo-9: no such config',
  ]);
});

test.each(pages())('%s: its commands exist', (page) => {
  expect(faults(readFileSync(join(WORKSPACE, page), 'utf8'))).toEqual([]);
});
