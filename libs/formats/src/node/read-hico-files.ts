import { TurboHoiError, unreadable } from '@turbo-hoi/core';
import { open } from 'node:fs/promises';
import { BadEntries } from '../bad-entries/bad-entries';
import {
  type HicoAnnotations,
  type HicoImageLabels,
  type HicoSplitName,
  type HicoVerbObject,
} from '../hico/hico-files';
import { hoiaReader, joinHoia, type HoiaContents } from '../hico/hoia-hico';
import { hicoInstancesReader } from '../hico/instances-hico';
import { hicoFromMat, hicoImageLabels, hicoVerbObjects } from '../hico/mat-hico';
import { readJsonFile } from './read-json-file';
import { readMatFile } from './read-mat-file';
import { refusePipe } from './refuse-pipe';

/** The annotation file of each split; a `.mat` file has both splits and may be listed once or twice. */
export type HicoPaths = Readonly<Partial<Record<HicoSplitName, string>>>;

export interface ReadHicoOptions {
  /** Skips bad entries, with a warning. */
  readonly skipBad?: boolean;
  readonly warn?: (line: string) => void;
  /** `done` of `total`, in the file's own unit. */
  readonly onProgress?: (file: string, done: number, total: number) => void;
  /** The list of HOIs, for a file without one (HOIA JSON, `anno_bbox.mat` without `list_action`). */
  readonly hois?: readonly HicoVerbObject[];
}

/**
 * Reads HICO-DET annotations from `anno_bbox.mat`, hicodet JSON (`instances_*2015.json`) or HOIA JSON (`*_hico.json`); the format
 * is detected from the content.
 *
 * @throws TurboHoiError `io` for a file that is missing, `data` for one of another format or with bad entries, unless skipped
 */
export async function readHicoFiles(
  paths: HicoPaths,
  options: ReadHicoOptions = {},
): Promise<HicoAnnotations> {
  const files = Object.entries(paths) as [HicoSplitName, string][];
  const kinds = await Promise.all(files.map(([, path]) => kindOf(path)));
  const mixed = files.find((_, i) => kinds[i] !== kinds[0]);
  if (mixed) {
    throw new TurboHoiError(
      'data',
      `${mixed[1]}: is not of the format of ${files[0][1]}; use two files of one format.`,
    );
  }
  if (kinds[0] === 'mat') return readMat(files, options);
  return kinds[0] === 'hoia' ? readHoia(files, options) : readInstances(files, options);
}

/** Reads the image labels of `anno.mat`, split by split. @throws TurboHoiError as {@link readHicoFiles} */
export async function readHicoImageLabels(path: string): Promise<{
  readonly hois: HicoVerbObject[];
  readonly labels: Record<HicoSplitName, HicoImageLabels>;
}> {
  const variables = await readMatFile(path);
  const labels = (split: HicoSplitName) => hicoImageLabels(variables, split, { file: path });
  return {
    hois: hicoVerbObjects(variables, path),
    labels: { train: labels('train'), test: labels('test') },
  };
}

type Files = readonly (readonly [HicoSplitName, string])[];

async function readMat(files: Files, options: ReadHicoOptions): Promise<HicoAnnotations> {
  const [path, ...others] = [...new Set(files.map(([, path]) => path))];
  if (others.length > 0) {
    throw new TurboHoiError('data', `${others[0]}: a .mat file has both splits; pass only one.`);
  }
  const bad = new BadEntries(path);
  const variables = await readMatFile(path);
  const reading = {
    file: path,
    bad,
    onProgress: (done: number, total: number) => options.onProgress?.(path, done, total),
  };
  const annotations = hicoFromMat(
    variables,
    reading,
    variables.has('list_action') ? undefined : options.hois,
  );
  bad.finish(options.skipBad ?? false, options.warn);
  return annotations;
}

async function readInstances(files: Files, options: ReadHicoOptions): Promise<HicoAnnotations> {
  const parts: HicoAnnotations[] = [];
  for (const [split, path] of files) {
    const bad = new BadEntries(path);
    const reader = hicoInstancesReader({ file: path, bad });
    await readJsonFile(path, reader.handlers, {
      onProgress: (done, total) => options.onProgress?.(path, done, total),
    });
    parts.push(reader.finish(split));
    bad.finish(options.skipBad ?? false, options.warn);
  }
  const [first, second] = parts;
  if (second && JSON.stringify(first.hois) !== JSON.stringify(second.hois)) {
    throw new TurboHoiError(
      'data',
      `${files[1][1]}: lists other verbs, objects or HOIs than ${files[0][1]}.`,
    );
  }
  return second ? { ...first, splits: { ...first.splits, ...second.splits } } : first;
}

async function readHoia(files: Files, options: ReadHicoOptions): Promise<HicoAnnotations> {
  const contents: Partial<Record<HicoSplitName, HoiaContents>> = {};
  for (const [split, path] of files) {
    const reader = hoiaReader({ file: path, bad: new BadEntries(path) });
    await readJsonFile(path, reader.handlers, {
      onProgress: (done, total) => options.onProgress?.(path, done, total),
    });
    contents[split] = reader.contents;
  }
  const annotations = joinHoia(contents, options.hois);
  for (const { bad } of Object.values(contents)) bad.finish(options.skipBad ?? false, options.warn);
  return annotations;
}

const HEAD_BYTES = 1024;

async function kindOf(path: string): Promise<'mat' | 'hoia' | 'instances'> {
  if (path.toLowerCase().endsWith('.mat')) return 'mat';
  refusePipe(path);
  const handle = await open(path).catch((error: Error) => {
    throw unreadable(path, error);
  });
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    const head = buffer.toString('utf8', 0, bytesRead).replace(/^\uFEFF/, '');
    if (head.startsWith('MATLAB')) return 'mat';
    return head.trimStart().startsWith('[') ? 'hoia' : 'instances';
  } finally {
    await handle.close();
  }
}
