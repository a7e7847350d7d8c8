import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { encodeImage } from '@turbo-hoi/datasets/node';
import type { Checks } from '../checks';
import { setOptions, startIn } from '../trainer';
import { Watched } from './watched';

const SECONDS = 2;
const INTERRUPTED = 130;

/** A moment in a command, and what it says when it is interrupted there. */
interface Moment {
  readonly what: string;
  readonly args: readonly string[];
  /** The output by which the moment has come, and how long after it. */
  readonly after: RegExp;
  readonly milliseconds: number;
  /** What it says is kept. */
  readonly says: RegExp;
}

/** Ctrl-C at several moments: it is heard within two seconds, and says what is kept. */
export async function interrupts(checks: Checks, scratch: string, backend: string): Promise<void> {
  const cache = join(scratch, 'cache');
  mkdirSync(cache);
  const photos = await somePhotos(scratch);
  const train = (name: string, sizes: Readonly<Record<string, number>>) => [
    ...['train', '--config', 'scratch', '--no-setup', '--backend', backend],
    ...['--run-dir', join(scratch, name)],
    ...setOptions(sizes),
  ];
  const small = { 'dataset.train': 24, 'sampling.images': 2, 'detectorTraining.steps': 4 };
  const moments: Moment[] = [
    {
      what: 'detector training',
      args: train('a', { ...small, 'detectorTraining.steps': 500 }),
      after: /detector step 1\//,
      milliseconds: 700,
      says: /--resume/,
    },
    {
      what: 'making proposals',
      args: train('b', { ...small, 'dataset.train': 900 }),
      after: /init: stem/,
      milliseconds: 400,
      says: /--resume/,
    },
    {
      what: 'training',
      args: train('c', { ...small, 'training.steps': 500 }),
      after: /^step 1\/500/m,
      milliseconds: 300,
      says: /--resume/,
    },
    {
      what: 'evaluation',
      args: train('d', { ...small, 'training.steps': 1, 'dataset.test': 600 }),
      after: /^step 1\/1/m,
      milliseconds: 1500,
      says: /--resume|evaluate/,
    },
    {
      what: 'prediction',
      args: [
        'predict',
        '--run',
        join(scratch, 'd'),
        '--input',
        photos,
        '--out',
        join(scratch, 'o'),
      ],
      after: /image 1\/|\.png: /,
      milliseconds: 300,
      says: /finished files are kept/,
    },
  ];
  for (const moment of moments)
    await checks.check(`Ctrl-C in ${moment.what}`, () => interrupted(moment, cache));
}

async function interrupted(
  { args, after, milliseconds, says }: Moment,
  cache: string,
): Promise<void> {
  const env = { ...process.env, TURBO_HOI_CACHE: cache };
  const command = new Watched(startIn(process.cwd(), 'apps/trainer/src/main.ts', args, env));
  try {
    await command.until(after);
  } catch (error) {
    command.child.kill('SIGKILL');
    throw error;
  }
  await wait(milliseconds);
  const began = performance.now();
  command.child.kill('SIGINT');
  const code = await command.end();
  const took = (performance.now() - began) / 1000;
  if (took > SECONDS) throw new Error(`it took ${took.toFixed(1)} s, more than ${SECONDS}`);
  if (code !== INTERRUPTED) throw new Error(`exit code ${code}: ${command.tail()}`);
  if (!says.test(command.output.slice(-500)))
    throw new Error(`it does not say what is kept: ${command.tail()}`);
}

async function somePhotos(scratch: string): Promise<string> {
  const folder = join(scratch, 'photos');
  mkdirSync(folder);
  const [width, height] = [640, 480];
  const data = Uint8Array.from({ length: 3 * width * height }, (_, i) => (i * i) % 251);
  const bytes = await encodeImage({ data, width, height }, 'png');
  for (let i = 0; i < 100; i++) writeFileSync(join(folder, `${i}.png`), bytes);
  return folder;
}
