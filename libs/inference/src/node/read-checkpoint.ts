import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { TurboHoiError } from '@turbo-hoi/core';

const STATE_FILE = 'state.json';
const MODEL_FILE = 'model.safetensors';

/** The files of a trained model, as `restoreModel` takes them. */
export interface CheckpointFiles {
  readonly path: string;
  /** Of the run; of a checkpoint that was copied alone, the checkpoint's. */
  readonly runFolder: string;
  readonly state: unknown;
  readonly weights: Uint8Array;
}

/**
 * Reads a checkpoint folder, or the newest checkpoint of a run folder.
 *
 * @throws TurboHoiError `usage` where there is none, `checkpoint` for files that are missing or not as they were written
 */
export async function readCheckpoint(run: string): Promise<CheckpointFiles> {
  const path = existsSync(join(run, STATE_FILE)) ? run : await newestCheckpoint(run);
  const state = parse(path, await readPart(path, STATE_FILE));
  const weights = await readPart(path, MODEL_FILE);
  const written = state?.files?.[MODEL_FILE]?.sha256;
  if (written !== undefined && written !== createHash('sha256').update(weights).digest('hex')) {
    throw unusable(path, `${MODEL_FILE} does not have the content that was written`);
  }
  const parent = dirname(resolve(path));
  const runFolder = basename(parent) === 'checkpoints' ? dirname(parent) : path;
  return { path, runFolder, state, weights };
}

async function newestCheckpoint(run: string): Promise<string> {
  const folder = join(run, 'checkpoints');
  const names = await readdir(folder).catch((): string[] => []);
  // What an interrupted write left has another name.
  const steps = names.flatMap((name) => /^step-(\d{6,})$/.exec(name)?.[1] ?? []);
  const [newest] = steps.sort((a, b) => Number(b) - Number(a));
  if (newest !== undefined) return join(folder, `step-${newest}`);
  throw new TurboHoiError(
    'usage',
    `${run} ${existsSync(run) ? 'holds no checkpoint' : 'does not exist'}; ` +
      'expected a run folder, or one of its checkpoints/step-… folders.',
  );
}

/** The parts of the state that are read here. */
interface WrittenFiles {
  readonly files?: Readonly<Record<string, { readonly sha256?: string } | undefined>>;
}

function parse(path: string, bytes: Uint8Array): WrittenFiles | null {
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as WrittenFiles | null;
  } catch (error) {
    throw unusable(path, `${STATE_FILE} is not JSON`, error);
  }
}

async function readPart(path: string, name: string): Promise<Uint8Array> {
  return readFile(join(path, name)).catch((error: Error) => {
    throw unusable(path, `${name} cannot be read (${error.message})`, error);
  });
}

function unusable(path: string, what: string, cause?: unknown): TurboHoiError {
  const next = 'Name another checkpoint of the run, or copy it again.';
  return new TurboHoiError('checkpoint', `Cannot use the checkpoint ${path}: ${what}. ${next}`, {
    cause,
  });
}
