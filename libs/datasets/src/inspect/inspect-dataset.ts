import {
  TurboHoiError,
  type Dataset,
  type DatasetSplit,
  type ImageAnnotations,
  type SplitName,
} from '@turbo-hoi/core';
import { checkImage } from './check-image';
import { IdentityCheck } from './check-identity';
import { SplitCounter } from './count-split';
import { Findings } from './finding';
import type { Inspection } from './inspection';
import { PeopleUse } from './people-use';
import { publishedCounts } from './published';
import { tabulate } from './tabulate';

export interface InspectOptions {
  /** Adds further findings, such as those about files. */
  readonly findings?: Findings;
  /** Called with every image. */
  readonly onImage?: (
    split: SplitName,
    index: number,
    image: ImageAnnotations,
    where: string,
  ) => void | Promise<void>;
  readonly onProgress?: (done: number, total: number) => void;
  /** Stops the inspection. @throws its reason */
  readonly signal?: AbortSignal;
}

/**
 * Checks and counts the annotations of splits, image by image, without reading pixels.
 *
 * Keeps only counts, ids, file names and the first ten occurrences of each check. An image whose annotations cannot be
 * read is a finding; a validation split that equals the test split is left out.
 */
export async function inspectDataset(
  dataset: Dataset,
  asked: readonly SplitName[],
  { findings = new Findings(), onImage, onProgress, signal }: InspectOptions = {},
): Promise<Inspection> {
  const { info } = dataset;
  const splits = await distinctSplits(dataset, asked, findings);
  const identity = new IdentityCheck(findings);
  const breathe = breather();
  const counters = new Map(splits.map((split) => [split, new SplitCounter(info)]));
  const total = splits.reduce((sum, split) => sum + dataset.split(split).size, 0);
  let done = 0;
  let fileName: string | undefined;
  for (const [split, counter] of counters) {
    const { size } = dataset.split(split);
    if (size === 0) findings.add('empty-split', split);
    const use = new PeopleUse(info.actions.actions.length);
    for (let index = 0; index < size; index++) {
      signal?.throwIfAborted();
      const image = await readAnnotations(dataset, split, index, findings);
      if (image) {
        const where = describeImage(split, image);
        fileName ??= image.fileName;
        checkImage(image, info, where, findings);
        identity.add(split, image, where);
        use.add(image);
        const unlisted = counter.add(image);
        if (unlisted > 0) findings.add('unlisted-pair', `${where}: ${unlisted}`);
        await onImage?.(split, index, image, where);
      }
      onProgress?.(++done, total);
      await breathe();
    }
    const problem = size > 0 && use.problem();
    if (problem) findings.add('unusable-split', `${split} ${problem}`);
  }
  checkSeen(info.actions.actions, counters.get('train'), findings);
  return {
    dataset: info.name,
    scope: 'everything',
    splits,
    ...tabulate(info, counters, publishedCounts(info, fileName)),
    findings: findings.list(),
  };
}

/** Yields to timers and signals regularly, since reading annotations from memory never does. */
function breather(everyMs = 100): () => Promise<void> | void {
  let last = performance.now();
  return () => {
    if (performance.now() - last < everyMs) return;
    last = performance.now();
    return new Promise((resolve) => setTimeout(resolve));
  };
}

/** Removes a validation split that equals the test split, as in some data sets. */
async function distinctSplits(
  { split }: Dataset,
  asked: readonly SplitName[],
  findings: Findings,
): Promise<SplitName[]> {
  const both = asked.includes('validation') && asked.includes('test');
  if (!both || !(await areSame(split('validation'), split('test')))) return [...asked];
  findings.add('same-split', 'validation is test');
  return asked.filter((name) => name !== 'validation');
}

/** Compares the first, the middle and the last image. */
async function areSame(a: DatasetSplit, b: DatasetSplit): Promise<boolean> {
  if (a.size !== b.size || a.size === 0) return false;
  if (a === b) return true;
  for (const index of [0, a.size >> 1, a.size - 1]) {
    const [one, other] = [await a.annotations(index), await b.annotations(index)];
    if (one.imageId !== other.imageId || one.fileName !== other.fileName) return false;
  }
  return true;
}

async function readAnnotations(
  { split }: Dataset,
  name: SplitName,
  index: number,
  findings: Findings,
): Promise<ImageAnnotations | null> {
  try {
    return await split(name).annotations(index);
  } catch (error) {
    if (!(error instanceof TurboHoiError)) throw error;
    findings.add('unreadable', `${name}, image at ${index}: ${error.message}`);
    return null;
  }
}

function describeImage(split: SplitName, { imageId, fileName }: ImageAnnotations): string {
  return `${split}, image ${imageId}${fileName === undefined ? '' : ` (${fileName})`}`;
}

function checkSeen(
  actions: readonly { readonly name: string }[],
  train: SplitCounter | undefined,
  findings: Findings,
): void {
  if (!train || train.images === 0) return;
  actions.forEach(({ name }, action) => {
    if (train.positives[action] === 0) findings.add('unseen-action', name);
  });
}
