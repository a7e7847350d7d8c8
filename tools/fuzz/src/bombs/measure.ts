import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Measured } from './measured';

const WORKSPACE = resolve(__dirname, '../../../..');
const MOST_SECONDS = 2;
const MOST_MEGABYTES = 500;
const LIMIT_MILLISECONDS = 120_000;

/** Reads each file of some folders in a process of its own, and prints its time, its memory and what came out. */
function main(paths: readonly string[]): number {
  if (paths.length === 0) throw new Error('name files, or folders of files');
  let bad = 0;
  for (const path of paths.flatMap(filesOf)) {
    const { seconds, megabytes, outcome } = measure(path);
    const over = !(seconds < MOST_SECONDS && megabytes < MOST_MEGABYTES);
    if (over || outcome.startsWith('!')) bad++;
    const figures = `${seconds.toFixed(2).padStart(6)} s ${megabytes.toFixed(0).padStart(5)} MB`;
    console.log(`${over ? 'OVER' : '    '} ${figures}  ${path}: ${outcome}`);
  }
  console.log(`${bad} over ${MOST_SECONDS} s or ${MOST_MEGABYTES} MB, or failed otherwise.`);
  return bad === 0 ? 0 : 1;
}

function filesOf(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .map((name) => join(path, name));
}

function measure(path: string): Measured {
  const args = [
    ...['-C', '@turbo-hoi/source', '-r', require.resolve('ts-node/register')],
    ...[join(__dirname, 'read-one.ts'), resolve(path)],
  ];
  const env = { ...process.env, TS_NODE_PROJECT: join(WORKSPACE, 'apps/trainer/tsconfig.json') };
  const child = spawnSync(process.execPath, args, {
    cwd: WORKSPACE,
    env,
    encoding: 'utf8',
    timeout: LIMIT_MILLISECONDS,
  });
  const line = child.stdout.trim().split('\n').pop() ?? '';
  if (child.status === 0 && line.startsWith('{')) return JSON.parse(line) as Measured;
  const end = child.stderr.trim().split('\n').pop() ?? '';
  return { seconds: NaN, megabytes: NaN, outcome: `! no end: ${child.signal ?? end}` };
}

try {
  process.exitCode = main(process.argv.slice(2).filter((argument) => argument !== '--'));
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 2;
}
