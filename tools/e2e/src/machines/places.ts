import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  mkdirSync,
  openSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { encodeImage } from '@turbo-hoi/datasets/node';
import type { Checks } from '../checks';
import { WORKSPACE } from '../public-libs';
import { start, startIn } from '../trainer';
import { Watched } from './watched';

const TRAINER = 'apps/trainer/src/main.ts';
/** A number that no user has. */
const NOBODY = 54321;
const SMALL = ['--set', 'dataset.train=4', '--set', 'dataset.test=2', '--set', 'sampling.images=1'];
const TINY = [
  ...['--config', 'scratch', '--no-setup', '--backend', 'wasm', '--max-steps', '1'],
  ...['--set', 'detectorTraining.steps=2'],
  ...SMALL,
];

/** Users, folders and files that not every machine has. */
export async function places(checks: Checks, scratch: string): Promise<void> {
  await asNobody(checks, scratch);
  await fullDisk(checks);
  await checks.check('a pipe and a linked folder among the photographs', () => oddFiles(scratch));
  await checks.check('a run whose metrics lack steps', () => missingMetrics(scratch));
}

/** Needs root, which can become another user, and a checkout that everybody may read. */
async function asNobody(checks: Checks, scratch: string): Promise<void> {
  const names = [
    'a user without name and home',
    'a home that cannot be written',
    'a folder that cannot be written',
  ];
  const reason = whyNot();
  if (reason !== null) return names.forEach((name) => checks.skip(name, reason));
  // The user of these checks has no entry in the list of users.
  chmodSync(scratch, 0o755);
  const doctor = (env: NodeJS.ProcessEnv) => asUser(scratch, ['doctor'], env);
  await checks.check(names[0], async () => {
    const { code, output } = await doctor({ HOME: undefined });
    expect(code === 0 && /has no home folder: .* HOME or TURBO_HOI_CACHE/.test(output), output);
  });
  await checks.check(names[1], async () => {
    const folder = join(scratch, 'nobody');
    mkdirSync(folder);
    chownSync(folder, NOBODY, NOBODY);
    const args = ['train', ...TINY, '--run-dir', join(folder, 'run')];
    const { code, output } = await asUser(scratch, args, { HOME: '/usr' });
    expect(code === 0 && /cannot be kept for later runs/.test(output), output);
  });
  await checks.check(names[2], async () => {
    const args = ['train', ...TINY, '--run-dir', join(scratch, 'run')];
    const { code, output } = await asUser(scratch, args, { HOME: undefined });
    expect(code === 1 && /choose a folder you may write to/.test(output), output);
  });
}

function whyNot(): string | null {
  if (process.getuid?.() !== 0) return 'only root can become another user';
  const tried = spawnSync('setpriv', [
    ...OTHER,
    process.execPath,
    '-e',
    `require('fs').readdirSync(${JSON.stringify(WORKSPACE)})`,
  ]);
  if (tried.error) return 'there is no setpriv (util-linux)';
  return tried.status === 0 ? null : 'other users may not read this checkout';
}

const OTHER = [`--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups'];

async function asUser(folder: string, args: readonly string[], env: NodeJS.ProcessEnv) {
  const all: NodeJS.ProcessEnv = { ...process.env, TURBO_HOI_CACHE: undefined, ...env };
  return ended(new Watched(startIn(folder, TRAINER, args, all, ['setpriv', ...OTHER])));
}

async function fullDisk(checks: Checks): Promise<void> {
  const name = 'standard output on a full disk';
  let full: number;
  try {
    full = openSync('/dev/full', 'w');
  } catch {
    return checks.skip(name, 'there is no /dev/full');
  }
  await checks.check(name, async () => {
    const child = start(TRAINER, ['doctor'], ['ignore', full, 'pipe']);
    let said = '';
    child.stderr!.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const code = await new Promise((resolve) => child.once('close', resolve));
    expect(code === 1 && said.includes('the disk is full'), `exit ${code}: ${said}`);
  });
}

async function oddFiles(scratch: string): Promise<void> {
  const folder = join(scratch, 'odd');
  mkdirSync(folder);
  const image = { data: new Uint8Array(3 * 64 * 48).fill(90), width: 64, height: 48 };
  writeFileSync(join(folder, 'a.png'), await encodeImage(image, 'png'));
  writeFileSync(join(scratch, 'none.json'), '[]');
  symlinkSync(scratch, join(folder, 'linked'));
  const made = spawnSync('mkfifo', [join(folder, 'b.jpg')]);
  if (made.status !== 0) throw new Error('mkfifo failed');
  const args = [
    ...['predict', '--config', 'photo', '--set', 'poseDetector=null', '--detector', 'file'],
    ...['--detector-set', `file=${join(scratch, 'none.json')}`, '--input', folder],
    ...['--out', join(scratch, 'odd-out')],
  ];
  const { code, output } = await ended(new Watched(startIn(scratch, TRAINER, args, process.env)));
  expect(code === 0 && /b\.jpg/.test(output) && /link/.test(output), output);
}

/** metrics.jsonl loses its last line between two parts of a run. */
async function missingMetrics(scratch: string): Promise<void> {
  const run = join(scratch, 'metrics');
  const steps = ['--set', 'training.steps=4', '--set', 'training.checkpointEvery=2'];
  const common = ['train', '--no-setup', '--backend', 'wasm'];
  const tiny = [...SMALL, '--config', 'annotated', ...steps];
  const first = startIn(
    scratch,
    TRAINER,
    [...common, ...tiny, '--run-dir', run, '--max-steps', '2'],
    process.env,
  );
  await ended(new Watched(first));
  const metrics = join(run, 'metrics.jsonl');
  const lines = readFileSync(metrics, 'utf8').trim().split('\n');
  writeFileSync(metrics, `${lines.slice(0, -1).join('\n')}\n`);
  const second = startIn(scratch, TRAINER, [...common, '--resume', run], process.env);
  const { output } = await ended(new Watched(second));
  expect(/metrics\.jsonl.*(lack|miss)/.test(output), output);
}

async function ended(command: Watched) {
  const code = await command.end(300);
  return { code, output: command.output };
}

function expect(holds: boolean, output: string): void {
  if (!holds) throw new Error(output.trim().split('\n').slice(-3).join(' | '));
}
